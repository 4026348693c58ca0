/**
 * What changed between two contents of one noun, field by field, in words people read.
 *
 * Promise: every field that differs is there once, and nothing else; of a text, the parts « same » and « removed » put
 * together are what it was, « same » and « added » what it became. Ids are shown as the names `nameOf` gives.
 */
import { diffWordsWithSpace } from 'diff';
import { below, isObject, type Json, own, same, toldApart } from './json.ts';
import { choiceName, labelOf, referenceAt } from './labels.ts';
import type { Kind } from './noun.ts';

export type Part = { kind: 'same' | 'added' | 'removed'; text: string };
export type Difference = { path: string; label: string; parts: Part[] };

/** The name of the entry of that kind and id. */
export type NameOf = (kind: Kind, id: string) => string;

/** A field that differs. The path is that of `after`; of `before` when the field is only there. */
export type Change = { path: string; label: string; before: Json | undefined; after: Json | undefined };

/**
 * Comparing two long texts that have little in common is given up beyond so many words and blanks removed and added: a
 * count and not a time, so that the same two texts are always shown the same.
 */
const MOST_CHANGES = 2000;

/** A stretch of two texts: what one has and the other has in its place. */
type Stretch = { before: string; after: string };

const isSame = ({ before, after }: Stretch) => before === after;
const sizeOf = ({ before, after }: Stretch) => Math.max(before.trim().length, after.trim().length);

/** The words removed and added between two texts, as few stretches as people can follow. */
export function wordParts(before: string, after: string): Part[] {
  const found = diffWordsWithSpace(before, after, { maxEditLength: MOST_CHANGES });
  const words = found?.map(({ value, added, removed }): Stretch => {
    return { before: added ? '' : value, after: removed ? '' : value };
  });
  const parts = gathered(words ?? [{ before, after }]).flatMap((one): Part[] => {
    if (isSame(one)) return [{ kind: 'same', text: one.before }];
    return [
      { kind: 'removed', text: one.before },
      { kind: 'added', text: one.after },
    ];
  });
  return parts.filter((part) => part.text !== '');
}

/** Between two changes, what stayed is kept apart only when it is longer than one of them: else words would be chopped up. */
function gathered(words: Stretch[]): Stretch[] {
  const done: Stretch[] = [];
  for (const word of words) {
    done.push(word);
    for (;;) {
      const [first, middle, last] = done.slice(-3);
      const [previous, latest] = done.slice(-2);
      if (previous && latest && !isSame(previous) && !isSame(latest)) done.splice(-2, 2, joined(previous, latest));
      else if (
        first &&
        middle &&
        last &&
        !isSame(last) &&
        isSame(middle) &&
        !isSame(first) &&
        within(first, middle, last)
      )
        done.splice(-3, 3, joined(joined(first, middle), last));
      else break;
    }
  }
  return done;
}

const within = (first: Stretch, middle: Stretch, last: Stretch) =>
  sizeOf(middle) <= Math.min(sizeOf(first), sizeOf(last));

const joined = (one: Stretch, other: Stretch): Stretch => {
  return { before: one.before + other.before, after: one.after + other.after };
};

/** Every field that differs between two contents; nothing (`undefined`) stands for an entry that is not there yet. */
export function changes(kind: Kind, before: Json | undefined, after: Json | undefined): Change[] {
  return walk(kind, '', before ?? {}, after ?? {});
}

function walk(kind: Kind, path: string, before: Json | undefined, after: Json | undefined): Change[] {
  if (same(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
    return [...keys].flatMap((key) => {
      const [was, is] = [own(before, key), own(after, key)];
      const inside = isObject(is ?? was) && path === '';
      return walk(kind, below(path, key), inside ? (was ?? {}) : was, inside ? (is ?? {}) : is);
    });
  }
  if (Array.isArray(before ?? []) && Array.isArray(after ?? []) && (before ?? after) !== undefined)
    return lists(kind, path, asList(before), asList(after));
  return isBlank(before) && isBlank(after) ? [] : [{ path, label: labelOf(kind, path), before, after }];
}

const asList = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

const isBlank = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.every(isBlank)) ||
  (isObject(value) && Object.values(value).every(isBlank));

function lists(kind: Kind, path: string, before: Json[], after: Json[]): Change[] {
  const [was, is] = [toldApart(before), toldApart(after)];
  if (!was || !is) {
    const places = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
    return places.flatMap((index) => walk(kind, below(path, index), before[index], after[index]));
  }
  const inAfter = [...is].flatMap(([key, line], index) => walk(kind, below(path, index), was.get(key), line));
  const removed = [...was].flatMap(([key, line], index) =>
    is.has(key) ? [] : walk(kind, below(path, index), line, undefined),
  );
  const common = (one: Map<string, Json>, other: Map<string, Json>) => [...one.keys()].filter((key) => other.has(key));
  const moved = same(common(was, is), common(is, was)) ? [] : [reordered(kind, path, before, after)];
  return [...inAfter, ...removed, ...moved];
}

/** A list whose lines changed places, told by the names of the lines. */
function reordered(kind: Kind, path: string, before: Json[], after: Json[]): Change {
  const names = (list: Json[]) =>
    list.map((line, index) => {
      const name = isObject(line) ? (line.label ?? line.value) : line;
      return name === undefined || name === '' ? `${index + 1}` : name;
    });
  return { path, label: `${labelOf(kind, path)} · ordre`, before: names(before), after: names(after) };
}

/** A value as people read it: a name for an id, French for a closed choice, the parts of a line one after the other. */
export function textOf(kind: Kind, path: string, value: Json | undefined, nameOf: NameOf): string {
  if (isBlank(value) || value === undefined) return '';
  if (Array.isArray(value)) {
    const each = value.map((one, index) => textOf(kind, below(path, index), one, nameOf));
    return each.filter((text) => text !== '').join('\n');
  }
  if (isObject(value)) {
    const each = Object.entries(value).flatMap(([key, one]) => {
      const inner = below(path, key);
      const text = textOf(kind, inner, one, nameOf);
      const name = labelOf(kind, inner).split(' · ').at(-1);
      return text === '' ? [] : [`${name}\u00A0: ${text}`];
    });
    return each.join('\u202F; ');
  }
  const target = referenceAt(kind, path);
  return target ? nameOf(target, String(value)) : choiceName(path, String(value));
}

/** Every field that differs, in words. */
export function differences(kind: Kind, before: unknown, after: unknown, nameOf: NameOf): Difference[] {
  return changes(kind, before as Json | undefined, after as Json | undefined).map((change) => {
    const { path, label } = change;
    const [was, is] = [textOf(kind, path, change.before, nameOf), textOf(kind, path, change.after, nameOf)];
    const isText = typeof change.before === 'string' && typeof change.after === 'string';
    const chosen = !isText || referenceAt(kind, path) !== undefined || choiceName(path, is) !== is;
    const whole: Part[] = [
      { kind: 'removed', text: was },
      { kind: 'added', text: is },
    ];
    return { path, label, parts: chosen ? whole.filter(({ text }) => text !== '') : wordParts(was, is) };
  });
}

/** The ids of other entries that a content holds. */
export function referencesIn(kind: Kind, content: Json | undefined, path = ''): string[] {
  if (typeof content === 'string') return content !== '' && referenceAt(kind, path) ? [content] : [];
  if (Array.isArray(content)) return content.flatMap((one, index) => referencesIn(kind, one, below(path, index)));
  if (!isObject(content)) return [];
  return Object.entries(content).flatMap(([key, one]) => referencesIn(kind, one, below(path, key)));
}
