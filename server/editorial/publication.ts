/**
 * The one gate through which words go online. It knows no noun.
 *
 * Promise: `publish` puts the given revisions online together or not at all, each as a new public version of its entry,
 * in one transaction; a refusal names every field that is in the way. What is online is what the noun’s `apply` wrote
 * from an accepted revision, never anything else.
 */
import { randomUUID } from 'node:crypto';
import { type Transaction, write } from '../database.ts';
import type { Actor } from '../staff/actor.ts';
import { announce } from './announcement.ts';
import { type Kind, kinds, type Problem } from './noun.ts';
import { nounOf } from './nouns.ts';
import { authorize } from './permissions.ts';
import { problemsOf } from './revisions.ts';

/** One entry to put online, at one of its revisions. */
export type Publishing = { entryId: string; revision: number };

/** What the public is told: what changed and why. A minor correction stays in the history without being announced. */
export type PublicNote = { note?: string; minor?: boolean };

export type EntryProblem = Problem & { entryId: string };

export type Published =
  | { ok: true; publication: number; versions: { entryId: string; number: number }[] }
  | { ok: false; problems: EntryProblem[] };

type Item = { entryId: string; kind: Kind; revisionId: string; content: unknown };

/**
 * Publishes several revisions as one act. Afterwards the bakery is told which entries changed.
 * @returns the publication number and the versions made, or everything that blocks
 * @throws {Forbidden}
 */
export async function publish(actor: Actor, items: Publishing[], told: PublicNote = {}): Promise<Published> {
  authorize(actor, 'publish');
  const outcome = await write(async (tx): Promise<Published> => {
    const last = await tx.publication.aggregate({ _max: { number: true } });
    const number = (last._max.number ?? 0) + 1;
    const act = await tx.publication.create({ data: { number, at: new Date(), actorId: actor.id } });
    const found = await Promise.all(items.map((item) => load(tx, item)));
    const problems = (await Promise.all(found.map((item) => blockers(tx, item, found)))).flat();
    if (problems.length > 0) throw new Blocked(problems);
    const versions = [];
    for (const item of inOrder(found)) versions.push(await putOnline(tx, item, act, told));
    return { ok: true, publication: number, versions };
  }).catch((error: unknown): Published => {
    if (error instanceof Blocked) return { ok: false, problems: error.problems };
    throw error;
  });
  if (outcome.ok) announce({ publication: outcome.publication, entryIds: items.map((item) => item.entryId) });
  return outcome;
}

/** Rolls the transaction back; leaves `publish` as a value. */
class Blocked extends Error {
  readonly problems: EntryProblem[];
  constructor(problems: EntryProblem[]) {
    super('Publication blocked.');
    this.problems = problems;
  }
}

async function load(tx: Transaction, { entryId, revision }: Publishing): Promise<Item> {
  const where = { entryId_number: { entryId, number: revision } };
  const row = await tx.revision.findUnique({ where, include: { entry: true } });
  if (!row) throw new Error(`Entry ${entryId} has no revision ${revision}.`);
  return { entryId, kind: row.entry.kind as Kind, revisionId: row.id, content: row.content };
}

/** Everything that keeps the item from going online: its own fields, and entries it needs that are not live. */
async function blockers(tx: Transaction, item: Item, together: Item[]): Promise<EntryProblem[]> {
  const noun = nounOf(item.kind);
  const parsed = noun.publishable.safeParse(item.content);
  const own = parsed.success ? [] : problemsOf(parsed.error);
  const missing: Problem[] = [];
  for (const { path, kind, id } of noun.references(item.content)) {
    if (id === '' || together.some((other) => other.entryId === id && other.kind === kind)) continue;
    const target = await tx.entry.findFirst({ where: { id, kind } });
    if (!target?.publishedAt)
      missing.push({ path, message: 'Ce champ renvoie à une fiche qui n’est pas en ligne : publiez-la d’abord.' });
  }
  return [...own, ...missing].map((problem) => ({ ...problem, entryId: item.entryId }));
}

/** Entries that others refer to come first. */
function inOrder(items: Item[]): Item[] {
  return [...items].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

async function putOnline(tx: Transaction, item: Item, act: { number: number; at: Date }, told: PublicNote) {
  const { entryId, revisionId } = item;
  const before = await tx.version.aggregate({ where: { entryId }, _max: { number: true } });
  const number = (before._max.number ?? 0) + 1;
  const version = { id: randomUUID(), entryId, number, revisionId, publicationNumber: act.number };
  await tx.version.create({ data: { ...version, note: told.note ?? null, minor: told.minor ?? false } });
  await nounOf(item.kind).apply(tx, entryId, item.content);
  const online = { liveVersion: number, publishedAt: act.at, withdrawnAt: null, withdrawalNotice: null };
  await tx.entry.update({ where: { id: entryId }, data: online });
  return { entryId, number };
}
