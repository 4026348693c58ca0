/**
 * What keeps revisions from going online together.
 *
 * Promise: `blockersAmong` names everything at once, field by field and entry by entry; an empty answer means that the
 * noun’s `apply` will accept each of them, in the order of `kinds`.
 */
import { type Reader, reader } from '../database.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn, kindOf, Missing } from './demand.ts';
import { unproven } from './evidence.ts';
import { entryNames } from './names.ts';
import type { Fault, Kind } from './noun.ts';
import { nounOf } from './nouns.ts';
import { BINNED, named, problemsOf } from './problems.ts';
import type { EntryProblem } from './public-act.ts';

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
  /** What the public last read of it, even if it was withdrawn since; undefined when it never was online. */
  lastPublic: unknown;
};

/** Everything that blocks, as a preview; nothing is written. @throws {Forbidden | Missing} */
export async function blockers(actor: Actor, items: Publishing[]): Promise<EntryProblem[]> {
  for (const { entryId } of items) await demandOn(actor, 'read', entryId);
  return blockersAmong(reader(), await load(reader(), items));
}

/** The items, in a fixed number of statements. @throws {Missing} when an entry has no such revision */
export async function load(store: Reader, items: Publishing[]): Promise<Item[]> {
  const ids = [...new Set(items.map((item) => item.entryId))];
  const inAll = { entryId: { in: ids } };
  const asked = {
    ...inAll,
    number: { in: [...new Set(items.map((item) => item.revision))].filter(Number.isSafeInteger) },
  };
  const entries = await store.entry.findMany({ where: { id: { in: ids } } });
  const versions = await store.version.findMany({ where: inAll, include: { revision: { select: { number: true } } } });
  const revisions = await store.revision.findMany({ where: asked, select: { id: true, entryId: true, number: true } });
  const wanted = revisions.filter((one) => items.some((item) => isOf(item, one))).map((one) => one.id);
  const latest = new Map([...versions].sort((a, b) => a.number - b.number).map((one) => [one.entryId, one.revisionId]));
  const contents = await store.revision.findMany({ where: { id: { in: [...wanted, ...latest.values()] } } });
  const names = await entryNames(ids);
  return items.map((item) => {
    const entry = entries.find((one) => one.id === item.entryId);
    const row = contents.find((one) => isOf(item, one));
    if (!entry || !row) throw new Missing('Cette révision n’existe pas : rechargez la fiche.');
    const live = versions.find((one) => one.entryId === entry.id && one.number === entry.liveVersion);
    return {
      ...{ ...item, kind: kindOf(entry.kind), slug: entry.slug, title: names.get(entry.id) ?? '' },
      ...{ revisionId: row.id, content: row.content },
      ...{ binned: entry.binnedAt !== null, live: live?.revision.number ?? null },
      lastPublic: contents.find((one) => one.id === latest.get(entry.id))?.content,
    };
  });
}

const isOf = (item: Publishing, row: { entryId: string; number: number }) =>
  item.entryId === row.entryId && item.revision === row.number;

/** Everything that blocks these items: their own fields, the entries they need, what is already online. */
export async function blockersAmong(store: Reader, items: Item[]): Promise<EntryProblem[]> {
  // What an older code wrote may not even be a draft of today's: its own problems are then all there is to say.
  const readable = items.filter((item) => nounOf(item.kind).draft.safeParse(item.content).success);
  const unmet = await unmetAmong(store, readable, items);
  const all: EntryProblem[] = [];
  for (const item of items) {
    const noun = nounOf(item.kind);
    const strict = noun.publishable.safeParse(item.content);
    const own = strict.success ? [] : problemsOf(item.kind, strict.error);
    const at = { id: item.entryId, slug: item.slug };
    const clashes = readable.includes(item) ? await noun.clashes(store, at, item.content) : [];
    const unsupported = unproven(item.kind, item.lastPublic, item.content);
    const faults = named(item.kind, [
      ...standing(item, items),
      ...(unmet.get(item) ?? []),
      ...clashes,
      ...withoutTwice(unsupported, own),
    ]);
    all.push(...[...own, ...faults].map((one) => ({ ...one, entryId: item.entryId, title: item.title })));
  }
  return all;
}

/** A value without any source is said once: that it changed adds nothing. */
const withoutTwice = (unsupported: Fault[], own: Fault[]) =>
  unsupported.filter(({ path }) => !own.some((one) => one.path === path));

/** What of the entry itself is in the way, whatever its words. */
function standing({ entryId, binned, live, revision }: Item, together: Item[]): Fault[] {
  const faults: Fault[] = [];
  const say = (message: string) => faults.push({ path: '', message });
  if (together.filter((one) => one.entryId === entryId).length > 1)
    say('Cette fiche est demandée deux fois : gardez-en une seule révision.');
  if (binned) say(BINNED);
  if (live === revision) say('Cette révision est déjà en ligne : il n’y a rien à publier.');
  if (live !== null && live > revision)
    say(`La révision ${live}, plus récente, est déjà en ligne : rechargez la fiche.`);
  return faults;
}

/** References to entries that are neither online nor about to be, by item. */
async function unmetAmong(store: Reader, items: Item[], together: Item[]): Promise<Map<Item, Fault[]>> {
  const coming = new Set(together.map((one) => `${one.kind} ${one.entryId}`));
  const wanted = items.map((item) => {
    const all = nounOf(item.kind).references(item.content);
    return { item, references: all.filter(({ id, kind }) => id !== '' && !coming.has(`${kind} ${id}`)) };
  });
  const ids = [...new Set(wanted.flatMap(({ references }) => references.map((one) => one.id)))];
  const found = await store.entry.findMany({ where: { id: { in: ids } } });
  const live = new Set(found.filter((one) => one.publishedAt !== null).map((one) => `${one.kind} ${one.id}`));
  const missing = wanted.map(({ item, references }) => ({
    item,
    references: references.filter(({ kind, id }) => !live.has(`${kind} ${id}`)),
  }));
  const names = await entryNames(missing.flatMap(({ references }) => references.map((one) => one.id)));
  return new Map(
    missing.map(({ item, references }) => [
      item,
      references.map(({ path, id }) => ({ path, message: unmetSentence(names.get(id)) })),
    ]),
  );
}

function unmetSentence(name: string | undefined): string {
  if (name === undefined) return 'Ce champ renvoie à une fiche qui n’existe pas : choisissez-en une autre.';
  return `Ce champ renvoie à «\u202F${name}\u202F», qui n’est pas en ligne : publiez-la avec cette fiche, ou avant.`;
}
