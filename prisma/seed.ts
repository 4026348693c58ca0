/**
 * The first words of the site: reads content/ and publishes revision 1 of every entry through the same gate as the
 * newsroom.
 *
 * Promise: an entry that the store already holds (under its slug, or a slug it once had) is left exactly as it is, so
 * the seed can run again at any time; what it adds goes online in one act, or nothing does and the problems are named.
 */
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { reader } from '../server/database.ts';
import { type Kind, kinds } from '../server/editorial/noun.ts';
import { type EntryProblem, publish } from '../server/editorial/publication.ts';
import { createEntry } from '../server/editorial/revisions.ts';
import { operator } from '../server/staff/actor.ts';

const CONTENT = path.join(import.meta.dirname, '..', 'content');

export type SeedEntry = { kind: Kind; slug: string; content: Record<string, unknown> };

const entry = z.strictObject({ slug: z.string(), content: z.record(z.string(), z.unknown()) });
const files: [Kind, string][] = [
  ['source', 'sources.json'],
  ['edition', '2016/edition.json'],
  ['award', 'awards.json'],
  ['category', 'categories.json'],
  ['criterion', '2016/criteria.json'],
  ['laureate', '2016/laureates.json'],
  ['setting', 'site.json'],
];

/** Every entry of content/, in the order of `kinds`; references between them are still slugs. */
export async function readContent(folder = CONTENT): Promise<SeedEntry[]> {
  const read = files.map(async ([kind, file]) => {
    const json: unknown = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
    const list = z.array(entry).parse(Array.isArray(json) ? json : [json]);
    return list.map((one) => ({ kind, ...one }));
  });
  const all = [...(await Promise.all(read)).flat(), ...(await readPages(path.join(folder, 'pages')))];
  return all.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

/** Texts kept as pages: Markdown under a few `key: value` lines between `---`. */
async function readPages(folder: string): Promise<SeedEntry[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    names.map(async (name) => {
      const [, head = '', body = ''] = (await readFile(path.join(folder, name), 'utf8')).split(/^---$/m, 3);
      const front = Object.fromEntries(
        [...head.matchAll(/^(\w+): *(.+)$/gm)].map(([, key = '', value]) => [key, value]),
      );
      const content = { ...front, position: Number(front.position), body: body.trim() };
      return { kind: 'page' as const, slug: name.replace(/\.md$/, ''), content };
    }),
  );
}

/** Names the field in which a value is the slug of another entry, and of which kind. */
const referring: Record<string, Kind> = { source: 'source', criterion: 'criterion', edition: 'edition' };
const referringFacts: Record<string, Kind> = { edition: 'edition', award: 'award', category: 'category' };

/** A copy of the content in which every reference by slug is a reference by id. */
function withIds(content: unknown, idOf: (kind: Kind, slug: string) => string): unknown {
  if (Array.isArray(content)) return content.map((one) => withIds(one, idOf));
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => {
      const kind = referring[key];
      if (kind && typeof value === 'string') return [key, idOf(kind, value)];
      const factKind = referringFacts[key];
      if (factKind && typeof value === 'object' && value !== null && 'value' in value) {
        const linked = { ...value, value: idOf(factKind, String(value.value)) };
        return [key, withIds(linked, idOf)];
      }
      return [key, withIds(value, idOf)];
    }),
  );
}

export type Seeded = { added: number; kept: number; problems: (EntryProblem & { slug: string })[] };

/** Adds what content/ holds and the store does not. @returns how many entries were added and kept, or what blocks */
export async function seed(entries?: SeedEntry[]): Promise<Seeded> {
  const wanted = entries ?? (await readContent());
  const known = new Map<string, string>();
  for (const one of await reader().entry.findMany()) known.set(`${one.kind} ${one.slug}`, one.id);
  for (const one of await reader().redirect.findMany()) known.set(`${one.kind} ${one.slug}`, one.entryId);
  const missing = wanted.filter((one) => !known.has(`${one.kind} ${one.slug}`));
  for (const one of missing) known.set(`${one.kind} ${one.slug}`, randomUUID());
  // Cut off before anything was online, the last run left entries that have never been seen: they go online with the rest.
  const going = (await reader().publication.count()) === 0 ? wanted : missing;
  return addAll(missing, going, known, wanted.length - going.length);
}

async function addAll(
  missing: SeedEntry[],
  going: SeedEntry[],
  known: Map<string, string>,
  kept: number,
): Promise<Seeded> {
  const actor = operator();
  const idOf = (kind: Kind, slug: string) => known.get(`${kind} ${slug}`) ?? '';
  const slugs = new Map(going.map(({ kind, slug }) => [idOf(kind, slug), `${kind}/${slug}`]));
  const problems: Seeded['problems'] = [];
  for (const { kind, slug, content } of missing) {
    const id = idOf(kind, slug);
    const saved = await createEntry(actor, { kind, slug, id, content: withIds(content, idOf) });
    if (!saved.ok)
      problems.push(...saved.problems.map((one) => ({ ...one, entryId: id, title: slug, slug: `${kind}/${slug}` })));
  }
  if (problems.length > 0 || going.length === 0) return { added: 0, kept, problems };
  const items = [...slugs.keys()].map((entryId) => ({ entryId, revision: 1 }));
  const published = await publish(actor, items, { note: 'Première mise en ligne.' });
  if (published.ok) return { added: going.length, kept, problems };
  return {
    added: 0,
    kept,
    problems: published.problems.map((one) => ({ ...one, slug: slugs.get(one.entryId) ?? '' })),
  };
}
