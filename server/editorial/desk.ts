/** The desk: everything that waits for somebody, in the order in which it should be seen to. */
import { reader } from '../database.ts';
import type { Actor } from '../staff/actor.ts';
import { type NoteLine, notesFor } from './colleague-notes.ts';
import { kindOf } from './demand.ts';
import { entryNames, peopleNames } from './names.ts';
import type { Kind, Problem } from './noun.ts';
import { authorize } from './permissions.ts';
import { dayOf, startOf, today } from './reviews.ts';
import { type Standing, type State, standings } from './states.ts';

export type DeskLine = {
  entryId: string;
  kind: Kind;
  slug: string;
  title: string;
  state: State;
  changedAt: Date;
  changedBy: string;
};

export type Recent = {
  publication: number;
  at: Date;
  by: string;
  entries: {
    entryId: string;
    kind: Kind;
    slug: string;
    title: string;
    version: number;
    note: string;
    minor: boolean;
  }[];
};

export type Desk = {
  /** To be read again: the day is today or past. */
  overdue: (DeskLine & { reviewBy: string })[];
  mentions: (NoteLine & { title: string })[];
  /** Live entries whose last revision is not online yet, the latest change first. */
  pending: DeskLine[];
  /** Entries never online, the latest change first. */
  drafts: DeskLine[];
  /** Entries whose last revision could not be published, with all it lacks. */
  incomplete: (DeskLine & { problems: Problem[] })[];
  recent: Recent[];
};

/** What waits, for this actor. */
export async function desk(actor: Actor, now = new Date()): Promise<Desk> {
  authorize(actor, 'read');
  const all = (await standings()).sort((a, b) => b.last.createdAt.getTime() - a.last.createdAt.getTime());
  const nameOf = await peopleNames(all.map((one) => one.last.authorId));
  const line = ({ id, kind, slug, title, state, last }: Standing): DeskLine => {
    return { entryId: id, kind, slug, title, state, changedAt: last.createdAt, changedBy: nameOf(last.authorId) };
  };
  const inUse = all.filter((one) => one.state !== 'binned' && one.state !== 'withdrawn');
  const late = startOf(today(now));
  const overdue = inUse
    .flatMap((one) => (one.reviewBy && one.reviewBy <= late ? [{ ...line(one), reviewBy: dayOf(one.reviewBy) }] : []))
    .sort((a, b) => a.reviewBy.localeCompare(b.reviewBy));
  const titles = new Map(all.map((one) => [one.id, one.title]));
  return {
    overdue,
    mentions: (await notesFor(actor)).map((one) => ({ ...one, title: titles.get(one.entryId) ?? '' })),
    pending: inUse.filter((one) => one.state === 'pending').map(line),
    drafts: inUse.filter((one) => one.state === 'draft').map(line),
    incomplete: inUse
      .filter((one) => one.summary.problems.length > 0)
      .map((one) => ({ ...line(one), problems: one.summary.problems })),
    recent: await recent(10),
  };
}

/** The last acts that put something online, the latest first. */
async function recent(most: number): Promise<Recent[]> {
  const acts = await reader().publication.findMany({
    where: { versions: { some: {} } },
    orderBy: { number: 'desc' },
    take: most,
    include: { versions: { include: { entry: { select: { kind: true, slug: true } } } } },
  });
  const nameOf = await peopleNames(acts.map((one) => one.actorId));
  const titles = await entryNames(acts.flatMap((one) => one.versions.map(({ entryId }) => entryId)));
  return acts.map(({ number, at, actorId, versions }) => ({
    ...{ publication: number, at, by: nameOf(actorId) },
    entries: versions.map(({ entryId, entry, number: version, note, minor }) => ({
      ...{ entryId, kind: kindOf(entry.kind), slug: entry.slug, title: titles.get(entryId) ?? '' },
      ...{ version, note: note ?? '', minor },
    })),
  }));
}
