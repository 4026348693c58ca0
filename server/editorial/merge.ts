/**
 * Three-way merge of content, field by field. Pure; it knows no noun.
 *
 * Promise: a field that only one side changed has that side’s value; a field that both changed alike has it once; a
 * field that both changed differently is a conflict, shown with all three values. Nothing either side wrote is dropped.
 *
 * A field is a leaf of the content. A list is merged line by line when its lines can be told apart in all three
 * contents (a criterion, a label, a source and its place: see json.ts); its order is then a field of its own. Otherwise
 * the whole list is one field. A line that one side removed and the other changed is a conflict, and stays meanwhile.
 */
import { below, isObject, type Json, type JsonObject, own, same, toldApart } from './json.ts';

/** A field both sides changed. `undefined`: the field (a line of a list) is not there. */
export type Conflict = { path: string; base: Json | undefined; mine: Json | undefined; theirs: Json | undefined };

/** `content` holds my value of each field in conflict (theirs, where I removed it); paths are those of `content`. */
export type Merged = { content: Json; conflicts: Conflict[] };

type Step = { value: Json | undefined; conflicts: Conflict[] };

/** Merges what two sides made of `base`. */
export function merge(base: Json, mine: Json, theirs: Json): Merged {
  const { value, conflicts } = step(base, mine, theirs);
  return { content: value ?? null, conflicts };
}

function step(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined): Step {
  if (same(mine, theirs) || same(base, theirs)) return { value: mine, conflicts: [] };
  if (same(base, mine)) return { value: theirs, conflicts: [] };
  if (isObject(base) && isObject(mine) && isObject(theirs)) return objects(base, mine, theirs);
  const lists = Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs);
  const merged = lists ? lines(base, mine, theirs) : undefined;
  return merged ?? { value: mine ?? theirs, conflicts: [{ path: '', base, mine, theirs }] };
}

const deeper = (conflicts: Conflict[], key: string | number): Conflict[] =>
  conflicts.map((one) => ({ ...one, path: one.path === '' ? `${key}` : below(`${key}`, one.path) }));

function objects(base: JsonObject, mine: JsonObject, theirs: JsonObject): Step {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base)])];
  const value: [string, Json][] = [];
  const conflicts: Conflict[] = [];
  for (const key of keys) {
    const merged = step(own(base, key), own(mine, key), own(theirs, key));
    if (merged.value !== undefined) value.push([key, merged.value]);
    conflicts.push(...deeper(merged.conflicts, key));
  }
  return { value: Object.fromEntries(value), conflicts };
}

function lines(base: Json[], mine: Json[], theirs: Json[]): Step | undefined {
  const [was, here, there] = [toldApart(base), toldApart(mine), toldApart(theirs)];
  if (!was || !here || !there) return undefined;
  const merged = new Map<string, Step>();
  for (const key of new Set([...here.keys(), ...there.keys()])) {
    const line = step(was.get(key), here.get(key), there.get(key));
    if (line.value !== undefined) merged.set(key, line);
  }
  const order = inOrder([...was.keys()], [...here.keys()], [...there.keys()], (key) => merged.has(key));
  const ordered = order?.flatMap((key) => merged.get(key) ?? []);
  if (!ordered) return undefined;
  const value = ordered.flatMap((line) => (line.value === undefined ? [] : [line.value]));
  return { value, conflicts: ordered.flatMap((line, index) => deeper(line.conflicts, index)) };
}

/** The order of the merged lines; `undefined` when each side moved what both have, differently. */
function inOrder(was: string[], here: string[], there: string[], stays: (key: string) => boolean) {
  const shared = (list: string[], ...others: string[][]) =>
    list.filter((key) => stays(key) && others.every((other) => other.includes(key)));
  const [mine, theirs] = [shared(here, there), shared(there, here)];
  // Which side leads is then of no consequence but for lines added at the same place: the answer is the same for both.
  let [lead, other] = JSON.stringify(here) > JSON.stringify(there) ? [here, there] : [there, here];
  if (!same(mine, theirs)) {
    const known = shared(was, here, there);
    const moved = (list: string[]) => !same(shared(list, was), known);
    if (moved(mine) === moved(theirs)) return undefined;
    [lead, other] = moved(mine) ? [here, there] : [there, here];
  }
  const order = lead.filter(stays);
  other.filter(stays).forEach((key, index, all) => {
    if (!order.includes(key)) order.splice(order.indexOf(all[index - 1] ?? '') + 1, 0, key);
  });
  return order;
}
