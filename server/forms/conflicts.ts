/**
 * Two texts for one field: what the person is shown, and what they chose.
 *
 * Promise: pure; whatever is chosen, the content saved afterwards went through the noun’s own schema like any other. What
 * is sent of it costs no more than its length.
 */
import { type NameOf, type Part, textOf, wordParts } from '../editorial/differences.ts';
import type { Json } from '../editorial/json.ts';
import { isObject, withValueAt } from '../editorial/json.ts';
import type { Kind } from '../editorial/noun.ts';
import type { SaveConflict } from '../editorial/revisions.ts';
import { formBounds as bounds } from '../limits.ts';
import { stepsOf } from './content.ts';

export type ShownField = {
  path: string;
  label: string;
  /** What each side made of the former text; empty parts: that side removed it. */
  mine: Part[];
  theirs: Part[];
  /** Both values as JSON text, to be sent back; empty: removed. */
  mineValue: string;
  theirsValue: string;
  /** My text to go on from, when the field is plain text. */
  text: string | undefined;
};

/** The fields of a conflict as they are shown, word by word. */
export function shownConflict(kind: Kind, conflict: SaveConflict, nameOf: NameOf): ShownField[] {
  return conflict.fields.map(({ path, label, base, mine, theirs }) => {
    const words = (value: Json | undefined) => textOf(kind, path, value, nameOf);
    const sent = (value: Json | undefined) => (value === undefined ? '' : JSON.stringify(value));
    const isName = typeof mine === 'string' && words(mine) !== mine;
    return {
      ...{ path, label, mineValue: sent(mine), theirsValue: sent(theirs) },
      ...{ mine: wordParts(words(base), words(mine)), theirs: wordParts(words(base), words(theirs)) },
      text: typeof mine === 'string' && !isName ? mine : undefined,
    };
  });
}

type Chosen = { path: string; value: Json | undefined };

/** Most conflicts one form may answer; a content has fewer fields. */
const MOST = 200;

/** What was chosen for each conflict of the form; nothing when a path or a value is beyond what a form may hold. */
function choicesIn(form: FormData): Chosen[] | undefined {
  const chosen: Chosen[] = [];
  let all = 0;
  for (let index = 0; index < MOST && form.has(`conflict:${index}:path`); index += 1) {
    const field = (name: string) => String(form.get(`conflict:${index}:${name}`) ?? '');
    const [path, choice] = [field('path'), field('choice')];
    const steps = stepsOf(path);
    const text = field(choice === 'other' || choice === 'theirs' ? choice : 'mine');
    all += path.length + text.length;
    if (!steps || all > bounds.all) return undefined;
    if (choice === 'other') {
      if (text.length > bounds.value) return undefined;
      chosen.push({ path, value: text });
      continue;
    }
    const value = parsed(text);
    if (value !== undefined && !isBounded(value, bounds.depth - steps.length)) return undefined;
    chosen.push({ path, value });
  }
  return chosen;
}

/** Whether a value is no deeper than so many steps, and no wider anywhere than a form could make it. */
function isBounded(value: Json, depth: number): boolean {
  if (typeof value === 'string') return value.length <= bounds.value;
  if (typeof value !== 'object' || value === null) return true;
  const inner = Object.values(value);
  return depth > 0 && inner.length <= bounds.lines && inner.every((one) => isBounded(one, depth - 1));
}

/**
 * The content with what the person chose for each conflict of the form; nothing when the form is not one of ours: these
 * fields are bounded as all others are (content.ts), before anything is made of them.
 */
export function withChoices(content: Json, form: FormData): Json | undefined {
  const chosen = choicesIn(form);
  if (!chosen) return undefined;
  const kept = chosen.flatMap(({ path, value }) => (value === undefined ? [] : [{ path, value }]));
  // Lines are taken out last, from the end, so that the places of the others stay right.
  const removed = chosen.filter((one) => one.value === undefined).map((one) => one.path);
  const whole = kept.reduce<Json>((now, { path, value }) => withValueAt(now, path, value), content);
  return removed.sort(byPlace).reduce<Json>((now, path) => without(now, path.split('.')), whole);
}

const byPlace = (one: string, other: string) => other.localeCompare(one, 'en', { numeric: true });

function parsed(text: string): Json | undefined {
  if (text === '' || text.includes('"__proto__"')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The content without a line of a list; anything but a line stays. */
function without(content: Json, [step = '', ...rest]: string[]): Json {
  if (Array.isArray(content)) {
    if (rest.length === 0) return content.filter((_, index) => String(index) !== step);
    return content.map((one, index) => (String(index) === step ? without(one, rest) : one));
  }
  if (!isObject(content) || !Object.hasOwn(content, step) || rest.length === 0) return content;
  return Object.fromEntries(
    Object.entries(content).map(([key, one]) => [key, key === step ? without(one, rest) : one]),
  );
}
