/** Content as revisions keep it, walked without knowing its noun: values, paths, and lines of lists told apart. */
import { isDeepStrictEqual } from 'node:util';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The content as JSON keeps it. */
export function asJson(content: unknown): Json {
  return JSON.parse(JSON.stringify(content));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other);

/** A path one step deeper. */
export const below = (path: string, step: string | number): string => (path === '' ? `${step}` : `${path}.${step}`);

/** The value of a key the object has itself. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A copy of the content with `value` at `path`; a path that leads nowhere leaves it as it was. */
export function withValueAt(content: Json, path: string, value: Json): Json {
  const [step = '', ...rest] = path.split('.');
  const deeper = (inner: Json) => (rest.length === 0 ? value : withValueAt(inner, rest.join('.'), value));
  if (path === '') return value;
  if (Array.isArray(content)) return content.map((one, index) => (String(index) === step ? deeper(one) : one));
  if (!isObject(content) || !Object.hasOwn(content, step)) return content;
  return Object.fromEntries(Object.entries(content).map(([key, one]) => [key, key === step ? deeper(one) : one]));
}

const filled = (value: Json | undefined): value is string => typeof value === 'string' && value !== '';

/**
 * What tells a line of a list from the others: the criterion it is about, its label, or the source and the place a
 * claim was found in. A line that has none of them yet cannot be told.
 */
function identityOf(line: Json): string | undefined {
  if (!isObject(line)) return undefined;
  const { criterion, label, source, place } = line;
  if (filled(criterion)) return `criterion ${criterion}`;
  if (filled(label)) return `label ${label}`;
  return filled(source) ? `source ${source} ${place}` : undefined;
}

/** The lines of a list by what tells them apart, in order; `undefined` when two lines, or one, cannot be told. */
export function toldApart(list: Json[]): Map<string, Json> | undefined {
  const lines = new Map<string, Json>();
  for (const line of list) {
    const identity = identityOf(line);
    if (identity === undefined || lines.has(identity)) return undefined;
    lines.set(identity, line);
  }
  return lines;
}
