/**
 * Rows without the words, and what is online without them.
 *
 * Promise: what could be read before can be read after: a content that was a draft stays one, one that is online stays
 * publishable; otherwise nothing is done and `Unfit` names the field.
 */
import type { Transaction } from '../database.ts';
import { nounOf } from '../editorial/nouns.ts';
import { problemsOf } from '../editorial/problems.ts';
import { type FoundRow, redactedColumns } from './finding.ts';
import { marks, type Words } from './words.ts';

/** A row found, with its columns as they shall be. `live`: it is what its entry shows online. */
export type Redacted = FoundRow & { columns: Record<string, string>; live: boolean };

/** A field cannot hold a mark: a date, an address of ours. The message is a sentence for people. */
export class Unfit extends Error {}

/** Every row redacted; nothing is written. @throws {Unfit} */
export async function redactAll(tx: Transaction, words: Words, rows: FoundRow[]): Promise<Redacted[]> {
  const live = await liveRevisions(tx);
  return rows.map((found) => redact(words, found, live.has(found.row.id)));
}

/** The ids of the revisions that are online. */
async function liveRevisions(tx: Transaction): Promise<Set<string>> {
  const entries = await tx.entry.findMany({
    where: { liveVersion: { not: null } },
    select: { liveVersion: true, versions: { select: { number: true, revisionId: true } } },
  });
  const ids = entries.flatMap(({ liveVersion, versions }) =>
    versions.filter((one) => one.number === liveVersion).map((one) => one.revisionId),
  );
  return new Set(ids);
}

function redact(words: Words, found: FoundRow, live: boolean): Redacted {
  const { kind, row } = found;
  const content = row.columns.content;
  if (content === undefined || !kind) return { ...found, live, columns: redactedColumns(words, found, marks[0]) };
  const { draft, publishable } = nounOf(kind);
  const schema = live ? publishable : draft;
  let fault = '';
  for (const mark of marks) {
    const columns = redactedColumns(words, found, mark);
    const after = schema.safeParse(JSON.parse(columns.content ?? content));
    // What an older code wrote may be no draft of today's: nobody reads it any more, and it is no reason to keep it.
    if (after.success || !schema.safeParse(JSON.parse(content)).success) return { ...found, live, columns };
    const [first] = problemsOf(kind, after.error);
    fault = first ? `${first.label}\u00a0: ${first.message}` : '';
  }
  throw new Unfit(
    `Sans ces mots, un champ ne serait plus lisible (${fault}) : donnez des mots plus précis, ou corrigez ce champ d’abord.`,
  );
}

/** Writes again what is online of the entries whose live words changed. @returns whether there is any */
export async function applyLive(tx: Transaction, redacted: Redacted[]): Promise<boolean> {
  const live = redacted.filter((one) => one.live && one.columns.content !== undefined);
  for (const { kind, row, columns } of live) {
    if (kind) await nounOf(kind).apply(tx, row.entryId, JSON.parse(columns.content ?? ''));
  }
  return live.length > 0;
}
