/**
 * Every place of the store where words stand.
 *
 * Promise: `find` reads every place that `places` lists, changes nothing, and leaves out what only looks like words of
 * somebody: ids, references to other entries, closed choices, the names of fields in the journal.
 */
import { createHash } from 'node:crypto';
import type { Reader } from '../database.ts';
import { below, isObject, type Json } from '../editorial/json.ts';
import { isChoice, referenceAt } from '../editorial/labels.ts';
import type { Kind } from '../editorial/noun.ts';
import { type Place, places, type Row, rowsOf } from './places.ts';
import { countIn, type Excerpt, excerptOf, otherSpellings, type Words, without } from './words.ts';

/** A field in which the words stand, how often, and the first time with what stands around. `path`: within a content. */
export type Hit = { column: string; path: string; count: number; excerpt: Excerpt };

export type FoundRow = { place: Place; row: Row; kind: Kind | undefined; hits: Hit[] };

export type Found = {
  rows: FoundRow[];
  /** How often the words stand in all of them. */
  count: number;
  /** What is written otherwise but reads alike, and how often. */
  others: Map<string, number>;
  /** Stands for exactly these words at exactly these places. */
  seal: string;
};

/** Every text of a JSON value changed as `change` says. */
function mapped(value: Json, path: string, change: (path: string, text: string) => string): Json {
  if (typeof value === 'string') return change(path, value);
  if (Array.isArray(value)) return value.map((one, index) => mapped(one, below(path, index), change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, below(path, key), change)]));
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Whether a text of a JSON column is somebody’s words. */
function isWords(kind: Kind | undefined, column: string, path: string, text: string): boolean {
  if (UUID.test(text) || text === '') return false;
  if (column !== 'content') return !/^fields(\.|$)/.test(path);
  return kind === undefined || (referenceAt(kind, path) === undefined && !isChoice(path, text));
}

type Whose = { place: Place; kind: Kind | undefined };

/** A column of a row with each of its texts changed; JSON stays JSON. */
function changedColumn({ place, kind }: Whose, column: string, held: string, change: Change): string {
  if (held === '') return held;
  if (!place.json.includes(column)) return change(column, '', held);
  const words = (path: string, text: string) => (isWords(kind, column, path, text) ? change(column, path, text) : text);
  return JSON.stringify(mapped(JSON.parse(held), '', words));
}

type Change = (column: string, path: string, text: string) => string;

/** The columns of a row that hold the words, with the mark in their place. */
export function redactedColumns(words: Words, { place, kind, row, hits }: FoundRow, mark: string) {
  const touched = [...new Set(hits.map((one) => one.column))];
  const change: Change = (_column, _path, text) => without(words, text, mark);
  return Object.fromEntries(
    touched.map((column) => [column, changedColumn({ place, kind }, column, row.columns[column] ?? '', change)]),
  );
}

/** Looks for the words everywhere. */
export async function find(store: Reader, words: Words): Promise<Found> {
  const kinds = await store.entry.findMany({ select: { id: true, kind: true } });
  const kindOf = new Map(kinds.map(({ id, kind }) => [id, kind as Kind]));
  const rows: FoundRow[] = [];
  const others = new Map<string, number>();
  for (const place of places) {
    for await (const row of rowsOf(store, place)) {
      const whose = { place, kind: kindOf.get(row.entryId) };
      const hits: Hit[] = [];
      const look: Change = (column, path, text) => {
        const count = countIn(words, text);
        if (count > 0) hits.push({ column, path, count, excerpt: excerptOf(words, text) });
        for (const one of otherSpellings(words, text)) others.set(one, (others.get(one) ?? 0) + 1);
        return text;
      };
      for (const [column, held] of Object.entries(row.columns)) changedColumn(whose, column, held, look);
      if (hits.length > 0) rows.push({ ...whose, row, hits });
    }
  }
  const count = rows.flatMap((one) => one.hits).reduce((sum, hit) => sum + hit.count, 0);
  return { rows, count, others, seal: sealOf(words, rows) };
}

function sealOf(words: Words, rows: FoundRow[]): string {
  const hits = rows.map(({ place, row, hits }) => [
    place.table,
    row.id,
    hits.map((one) => [one.column, one.path, one.count]),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([words.text, hits]))
    .digest('hex');
}
