/**
 * What keeps revisions from going online together.
 *
 * Promise: `blockersAmong` names everything at once, field by field and entry by entry; an empty answer means that the
 * noun’s `apply` will accept each of them, in the order of `kinds`.
 */
import type { Reader } from '../database.ts';
import { reader } from '../database.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn, kindOf } from './demand.ts';
import { entryNames } from './names.ts';
import type { Fault, Kind } from './noun.ts';
import { nounOf } from './nouns.ts';
import { named, problemsOf } from './problems.ts';
import type { EntryProblem } from './public-act.ts';
import { revisionAt } from './revisions.ts';

/** One entry to put online, at one of its revisions. */
export type Publishing = { entryId: string; revision: number };

/** A revision on its way online. */
export type Item = {
  entryId: string;
  kind: Kind;
  slug: string;
  title: string;
  revision: number;
  revisionId: string;
  content: unknown;
  binned: boolean;
  /** The number of the revision now live; null when none is. */
  live: number | null;
};

/** Everything that blocks, as a preview; nothing is written. @throws {Forbidden | Missing} */
export async function blockers(actor: Actor, items: Publishing[]): Promise<EntryProblem[]> {
  for (const { entryId } of items) await demandOn(actor, 'read', entryId);
  return blockersAmong(reader(), await load(reader(), items));
}

/** @throws {Missing} when an entry has no such revision */
export async function load(store: Reader, items: Publishing[]): Promise<Item[]> {
  const names = await entryNames(items.map((item) => item.entryId));
  return Promise.all(items.map((item) => loadOne(store, item, names.get(item.entryId) ?? '')));
}

async function loadOne(store: Reader, { entryId, revision }: Publishing, title: string): Promise<Item> {
  const row = await revisionAt(store, entryId, revision);
  const entry = await store.entry.findUniqueOrThrow({ where: { id: entryId } });
  const { kind, slug, liveVersion, binnedAt } = entry;
  const where = { entryId_number: { entryId, number: liveVersion ?? 0 } };
  const live = await store.version.findUnique({ where, include: { revision: { select: { number: true } } } });
  return {
    ...{ entryId, kind: kindOf(kind), slug, title, revision, revisionId: row.id, content: row.content },
    ...{ binned: binnedAt !== null, live: live?.revision.number ?? null },
  };
}

/** Everything that blocks these items: their own fields, the entries they need, what is already online. */
export async function blockersAmong(store: Reader, items: Item[]): Promise<EntryProblem[]> {
  const all = await Promise.all(
    items.map(async (item): Promise<EntryProblem[]> => {
      const noun = nounOf(item.kind);
      const strict = noun.publishable.safeParse(item.content);
      const own = strict.success ? [] : problemsOf(item.kind, strict.error);
      const readable = noun.draft.safeParse(item.content).success;
      const faults = readable ? [...(await unmet(store, item, items)), ...(await clashing(store, item))] : [];
      const problems = [...own, ...named(item.kind, [...standing(item, items), ...faults])];
      return problems.map((problem) => ({ ...problem, entryId: item.entryId, title: item.title }));
    }),
  );
  return all.flat();
}

/** What of the entry itself is in the way, whatever its words. */
function standing({ entryId, binned, live, revision }: Item, together: Item[]): Fault[] {
  const faults: Fault[] = [];
  const say = (message: string) => faults.push({ path: '', message });
  if (together.filter((one) => one.entryId === entryId).length > 1)
    say('Cette fiche est demandée deux fois : gardez-en une seule révision.');
  if (binned) say('Cette fiche est dans la corbeille : reprenez-la d’abord.');
  if (live === revision) say('Cette révision est déjà en ligne : il n’y a rien à publier.');
  if (live !== null && live > revision)
    say(`La révision ${live}, plus récente, est déjà en ligne : rechargez la fiche.`);
  return faults;
}

/** References to entries that are neither online nor about to be. */
async function unmet(store: Reader, item: Item, together: Item[]): Promise<Fault[]> {
  const wanted = nounOf(item.kind)
    .references(item.content)
    .filter(({ id, kind }) => id !== '' && !together.some((other) => other.entryId === id && other.kind === kind));
  const found = await store.entry.findMany({ where: { id: { in: wanted.map((one) => one.id) } } });
  const live = new Set(found.filter((one) => one.publishedAt !== null).map((one) => `${one.kind} ${one.id}`));
  const missing = wanted.filter(({ kind, id }) => !live.has(`${kind} ${id}`));
  if (missing.length === 0) return [];
  const names = await entryNames(missing.map((one) => one.id));
  return missing.map(({ path, id }) => {
    const name = names.get(id);
    const what = name ? `«\u202F${name}\u202F», qui n’est pas en ligne : publiez-la avec cette fiche, ou avant.` : '';
    return { path, message: `Ce champ renvoie à ${what || 'une fiche qui n’existe pas : choisissez-en une autre.'}` };
  });
}

/** Clashes with what is online, or with another item of the same act. */
async function clashing(store: Reader, item: Item): Promise<Fault[]> {
  return nounOf(item.kind).clashes(store, { id: item.entryId, slug: item.slug }, item.content);
}
