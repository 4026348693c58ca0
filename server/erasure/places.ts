/**
 * Where words that people wrote stand in the store, and how they are read and changed there.
 *
 * Promise: `places` lists every column that holds such words, but those that publication derives from a revision (the
 * live rows); a test holds the list against the schema. The statements are raw, since they go through every table alike;
 * their names come from this list only, their values are bound.
 */
import type { Reader, Transaction } from '../database.ts';

/** `json` columns hold JSON text. `guarded`: append-only, changed only by leave (see the migration « erasures »). */
export type Place = {
  table: 'Revision' | 'Version' | 'JournalLine' | 'Entry' | 'ColleagueNote' | 'Report' | 'Erasure';
  json: readonly string[];
  text: readonly string[];
  /** The column that names the entry; none: it is about no entry. */
  entry?: 'entryId' | 'id';
  guarded?: true;
};

export const places: readonly Place[] = [
  { table: 'Revision', json: ['content'], text: ['note'], entry: 'entryId', guarded: true },
  { table: 'Version', json: [], text: ['note'], entry: 'entryId', guarded: true },
  { table: 'JournalLine', json: ['before', 'after'], text: [], entry: 'entryId', guarded: true },
  { table: 'Entry', json: [], text: ['withdrawalNotice'], entry: 'id' },
  { table: 'ColleagueNote', json: [], text: ['text'], entry: 'entryId' },
  { table: 'Report', json: [], text: ['text', 'document', 'answer', 'factLabel'], entry: 'entryId' },
  { table: 'Erasure', json: [], text: ['reason'] },
];

/** A row: its id, the entry it is about, and what its columns hold; empty for nothing. */
export type Row = { id: string; entryId: string; columns: Record<string, string> };

/** Rows at a time: contents are some kilobytes each. */
const AT_ONCE = 200;

/** Every row of a place, a few at a time, in the order of their ids. */
export async function* rowsOf(store: Reader, { table, json, text, entry }: Place): AsyncGenerator<Row> {
  const names = [...json, ...text];
  const columns = names.map((name) => `CAST("${name}" AS TEXT) AS "${name}"`).join(', ');
  const about = entry ? `"${entry}" AS "about"` : `'' AS "about"`;
  const sql = `SELECT "id", ${about}, ${columns} FROM "${table}" WHERE "id" > ? ORDER BY "id" LIMIT ${AT_ONCE}`;
  for (let after = ''; ; ) {
    const found = await store.$queryRawUnsafe<Record<string, string | null>[]>(sql, after);
    for (const row of found) {
      const held = names.map((name) => [name, row[name] ?? ''] as const);
      yield { id: row.id ?? '', entryId: row.about ?? '', columns: Object.fromEntries(held) };
    }
    if (found.length < AT_ONCE) return;
    after = found.at(-1)?.id ?? '';
  }
}

/** Writes these columns of one row. @throws the database’s refusal when the row is guarded and no leave is open */
export async function rewrite(tx: Transaction, { table }: Place, id: string, columns: Record<string, string>) {
  const names = Object.keys(columns);
  const set = names.map((name) => `"${name}" = ?`).join(', ');
  await tx.$executeRawUnsafe(`UPDATE "${table}" SET ${set} WHERE "id" = ?`, ...names.map((name) => columns[name]), id);
}
