/** What the build and the schema themselves say there is: every route, every server action, every table. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Reader } from '../server/database.ts';

const root = path.join(import.meta.dirname, '..');

const manifest = (name: string) => JSON.parse(readFileSync(path.join(root, '.next', 'server', `${name}.json`), 'utf8'));

/** A path of the build as an address: without groups, without the name of its file. */
const addressOf = (built: string) =>
  built
    .replace(/^app/, '')
    .replace(/\/(page|route)$/, '')
    .replace(/\/\([^)]+\)/g, '') || '/';

const built = Object.keys(manifest('app-paths-manifest'));

/** Every route of the build; and those of them that are pages. */
export const builtRoutes: string[] = built.map(addressOf);
export const builtPages: string[] = built.filter((one) => one.endsWith('/page')).map(addressOf);

export type BuiltAction = { id: string; name: string; route: string };

type Reference = { workers: Record<string, unknown>; filename: string; exportedName: string };

/** Every server action of the build: « folder exportedName », and a route that holds it. */
export const builtActions: BuiltAction[] = Object.entries(
  manifest('server-reference-manifest').node as Record<string, Reference>,
).map(([id, { workers, filename, exportedName }]) => {
  const folder = filename.replace(/^app\//, '').replace(/\/actions\.ts$/, '');
  const held = Object.keys(workers).map(addressOf).sort();
  // A page that all the staff may see, so that the answer holds no other refusal than the action’s own.
  const route = held.find((one) => one === '/redaction/[section]/[id]') ?? held[0] ?? '';
  return { id, name: `${folder} ${exportedName}`, route };
});

/** What React sends when a form is given to an action: the arguments, the form’s fields as parts of its own. */
export function bodyOf(
  args: unknown[],
  fields: Record<string, string | Blob> | [string, string | Blob][] | null,
): BodyInit {
  if (fields === null) return JSON.stringify(args);
  const body = new FormData();
  for (const [name, value] of Array.isArray(fields) ? fields : Object.entries(fields)) body.append(`_1_${name}`, value);
  body.append('0', JSON.stringify([...args, { problems: [], given: {} }, '$K1']));
  return body;
}

const uncounted = new Set(['journalLine', 'throttle']);

/** A hash of everything in the store but the journal, the throttle and when sessions were last seen. */
export async function storeHash(reader: Reader): Promise<string> {
  const hash = createHash('sha256');
  const store = reader as unknown as Record<string, { findMany?: (what: object) => Promise<object[]> }>;
  for (const name of tables) {
    if (uncounted.has(name)) continue;
    const rows = (await store[name]?.findMany?.({})) ?? [];
    const lines = rows.map((row) => JSON.stringify({ ...row, lastSeenAt: undefined })).sort();
    hash.update(`${name} ${lines.length}\n${lines.join('\n')}\n`);
  }
  return hash.digest('hex');
}

/** Every model of the schema. */
const tables = [...readFileSync(path.join(root, 'prisma', 'schema.prisma'), 'utf8').matchAll(/^model (\w+)/gm)].map(
  ([, name = '']) => name.charAt(0).toLowerCase() + name.slice(1),
);
