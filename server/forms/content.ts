/**
 * A form’s fields as the content they describe: `facts.founded.claims.0.source` → a content of that shape.
 *
 * Promise: pure; a body too large, too deep, with a file, a doubled or a badly made name is refused whole, before
 * anything is made of it. A line marked « Supprimer », or left blank, is dropped; nothing else of what was typed is.
 * A name that ends in `[]` declares a list, so that a list left without lines is an empty one.
 */
import type { Json, JsonObject } from '../editorial/json.ts';
import { formBounds as bounds } from '../limits.ts';

export type FormContent = { ok: true; content: JsonObject } | { ok: false };

type Node = { parts: Map<string, Node | string>; list: boolean };

const SEGMENT = /^(?:[a-z][A-Za-z]{0,30}|\d{1,3})$/;
const RESERVED = ['constructor', 'prototype'];

/** Next’s own fields, which tell it what action to run; and the choices of a conflict, read by conflicts.ts. */
const others = /^(?:\$ACTION|conflict:)/;

/** Reads a form. `numbers`: top-level fields that hold a whole number. */
export function formContent(form: FormData, numbers: readonly string[] = []): FormContent {
  const fields = [...form.entries()].filter(([name]) => !others.test(name));
  const root = fields.length <= bounds.fields ? grow(fields) : undefined;
  if (!root) return { ok: false };
  const content = asContent(root) as JsonObject;
  for (const name of numbers) {
    const typed = content[name];
    if (typeof typed === 'string' && /^\s*\d{1,6}\s*$/.test(typed)) content[name] = Number(typed);
  }
  return { ok: true, content };
}

const newNode = (): Node => ({ parts: new Map(), list: false });

function grow(fields: [string, FormDataEntryValue][]): Node | undefined {
  const root = newNode();
  let all = 0;
  for (const [name, value] of fields) {
    if (typeof value !== 'string' || name.length > bounds.name || value.length > bounds.value) return undefined;
    all += name.length + value.length;
    if (all > bounds.all || !plant(root, name, value)) return undefined;
  }
  return root;
}

/** The steps of a field’s name; nothing when it is too long, too deep or badly made. */
export function stepsOf(name: string): string[] | undefined {
  const steps = name.length <= bounds.name ? name.split('.') : [];
  const good = (step: string) => SEGMENT.test(step) && !RESERVED.includes(step);
  return steps.length > 0 && steps.length <= bounds.depth && steps.every(good) ? steps : undefined;
}

/** Puts a value at its place; false when the name is badly made or taken. */
function plant(root: Node, name: string, value: string): boolean {
  const declares = name.endsWith('[]');
  const steps = stepsOf(declares ? name.slice(0, -2) : name);
  if (!steps) return false;
  const last = declares ? '' : (steps.pop() ?? '');
  const node = steps.reduce<Node | undefined>((parent, step) => parent && childOf(parent, step), root);
  if (!node) return false;
  if (declares) node.list = true;
  else if (node.parts.has(last)) return false;
  else node.parts.set(last, value);
  return true;
}

function childOf(parent: Node, step: string): Node | undefined {
  const known = parent.parts.get(step);
  if (typeof known === 'string') return undefined;
  const child = known ?? newNode();
  parent.parts.set(step, child);
  return child;
}

function asContent(node: Node): Json {
  const read = (part: Node | string) => (typeof part === 'string' ? part : asContent(part));
  if (!node.list) return Object.fromEntries([...node.parts].map(([step, part]) => [step, read(part)]));
  const places = [...node.parts].sort(([one], [other]) => Number(one) - Number(other));
  return places.flatMap(([, part]) => {
    if (typeof part === 'string' || part.parts.get('remove') === 'on') return [];
    part.parts.delete('remove');
    const line = read(part);
    return isBlank(line) ? [] : [line];
  });
}

/** Whether nothing was typed in a line: a closed choice has a value from the start. */
function isBlank(value: Json, key = ''): boolean {
  if (typeof value === 'string') return key === 'status' || value.trim() === '';
  if (Array.isArray(value)) return value.every((one) => isBlank(one));
  return (
    typeof value === 'object' && value !== null && Object.entries(value).every(([step, one]) => isBlank(one, step))
  );
}
