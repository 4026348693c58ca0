/** The drafts that could go online together, each with what changes and what is in the way. */
import { blockers } from '../editorial/blockers.ts';
import { desk } from '../editorial/desk.ts';
import type { Difference } from '../editorial/differences.ts';
import { openEntry } from '../editorial/entries.ts';
import { compare } from '../editorial/history.ts';
import { mayOn } from '../editorial/permissions.ts';
import type { EntryProblem } from '../editorial/publication.ts';
import type { Actor } from '../staff/actor.ts';
import { editingPath } from './sections.ts';

export type Waiting = {
  id: string;
  title: string;
  path: string;
  number: number;
  /** It was never online. */
  first: boolean;
  changes: Difference[];
  /** What is in the way even when everything that waits goes together. */
  problems: EntryProblem[];
};

/** Most entries looked at together: beyond, publish by parts. */
const MOST = 60;

/** @returns what waits, and how many more there are than are looked at together @throws {Forbidden} */
export async function waitingToPublish(actor: Actor): Promise<{ waiting: Waiting[]; more: number }> {
  const { pending, drafts } = await desk(actor);
  const all = [...pending, ...drafts].filter((one) => mayOn(actor, 'publish', one.kind));
  const lines = all.slice(0, MOST);
  const entries = await Promise.all(lines.map((one) => openEntry(actor, one.entryId)));
  const together = entries.map(({ id, number }) => ({ entryId: id, revision: number }));
  const problems = await blockers(actor, together);
  const waiting = await Promise.all(
    entries.map(async ({ id, kind, title, number, liveRevision }) => ({
      ...{ id, title, number, path: editingPath(kind, id), first: liveRevision === null },
      changes: liveRevision === null ? [] : await compare(actor, { entryId: id, from: liveRevision, to: number }),
      problems: problems.filter((one) => one.entryId === id),
    })),
  );
  return { waiting, more: all.length - lines.length };
}
