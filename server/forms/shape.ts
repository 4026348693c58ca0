/**
 * What a form needs to know of a noun’s content, read from its draft schema: how long a text may be, and a blank one.
 *
 * Promise: nothing here repeats a schema; a field added to a noun is known here at once.
 */
import { z } from 'zod';
import type { Json } from '../editorial/json.ts';
import type { Kind } from '../editorial/noun.ts';
import { nounOf } from '../editorial/nouns.ts';

type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  enum?: string[];
  maxLength?: number;
  minimum?: number;
};

/** Made once for each kind: making them anew took a tenth of a save. */
const schemas = new Map<Kind, Schema>();

function schemaOf(kind: Kind): Schema {
  const schema = schemas.get(kind) ?? (z.toJSONSchema(nounOf(kind).draft, { io: 'input' }) as Schema);
  schemas.set(kind, schema);
  return schema;
}

/** The longest text of each field, by its path with `*` for a place in a list. */
export function limitsOf(kind: Kind): Record<string, number> {
  const limits: Record<string, number> = {};
  const walk = (schema: Schema, path: string) => {
    const longest = schema.maxLength ?? Math.max(0, ...(schema.anyOf ?? []).map((one) => one.maxLength ?? 0));
    if (longest > 0) limits[path] = longest;
    const below = (step: string) => (path === '' ? step : `${path}.${step}`);
    for (const [key, inner] of Object.entries(schema.properties ?? {})) walk(inner, below(key));
    if (schema.items) walk(schema.items, below('*'));
  };
  walk(schemaOf(kind), '');
  return limits;
}

/** The top-level fields that hold a whole number. */
export function numbersOf(kind: Kind): string[] {
  const fields = Object.entries(schemaOf(kind).properties ?? {});
  return fields.filter(([, { type }]) => type === 'integer').map(([name]) => name);
}

/** A content in which nothing was typed yet. */
export function blankOf(kind: Kind): Json {
  return blank(schemaOf(kind));
}

function blank({ type, properties, enum: choices, minimum }: Schema): Json {
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties ?? {}).map(([key, inner]) => [key, blank(inner)]));
  if (type === 'array') return [];
  if (type === 'integer') return minimum ?? 0;
  return choices?.[0] ?? '';
}
