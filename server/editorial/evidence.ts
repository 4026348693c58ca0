/**
 * No source, no change: what a changed fact must bring with it before it goes online.
 *
 * Promise: `unproven` compares two contents of an entry, what the public last read and what is about to be published,
 * and names every fact whose value changed while nothing that supports it did. A value is what the public reads of the
 * fact: its words and its large figure; another writing of the same characters (composed letters, spaces, apostrophes)
 * is no change. A new value needs a claim that is not set aside and that is new or says something new since then (its
 * words, source, place, extract, address, date consulted or standing), or a newly written exception. An emptied value
 * asserts nothing: a claim put in dispute, or new words on the editors’ choice, are enough. A fact that was not there is left to the rule that every
 * value has a claim or an exception (facts.ts); a fact taken away, and prose, are free.
 *
 * The contents are walked without knowing their noun, so that words saved under an older schema are compared too.
 */
import { below, isObject, type Json, type JsonObject, toldApart } from './json.ts';
import { labelOf } from './labels.ts';
import type { Fault, Kind } from './noun.ts';

/** A fact of a content, and where it stands. */
type Stated = { path: string; fact: JsonObject };

/** Facts before and after, matched. */
type Pair = { before: JsonObject; after: Stated };

const textOf = (fact: JsonObject, name: string) => (typeof fact[name] === 'string' ? fact[name] : '');

const isFact = (value: Json | undefined): value is JsonObject => isObject(value) && Array.isArray(value.claims);

/**
 * The characters that carry meaning: apostrophes alike, spaces alike, and none where French typography alone decides
 * (inside « », before : ; ! ? % €, between thousands).
 */
function plainly(text: string): string {
  return text
    .normalize('NFC')
    .replace(/['ʼ‘]/g, '’')
    .replace(/\s+/g, ' ')
    .replace(/(?<=«) | (?=[»:;!?%€])/g, '')
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, '')
    .trim();
}

const sameText = (before: JsonObject, after: JsonObject, name: string) =>
  plainly(textOf(before, name)) === plainly(textOf(after, name));

/** The pairs of two lists of lines: by label or criterion; what is left, a line renamed, by its order. */
function pairLines(path: string, before: Json[], after: Json[]): Pair[] {
  const old = toldApart(before) ?? new Map<string, Json>();
  const now = toldApart(after) ?? new Map<string, Json>();
  const keyOf = (line: Json) => [...now].find(([, one]) => one === line)?.[0] ?? '';
  const left = before.filter((line) => ![...old].some(([key, one]) => one === line && now.has(key)));
  return after.flatMap((line, index) => {
    const match = old.get(keyOf(line)) ?? left.shift();
    return isFact(match) && isFact(line) ? [{ before: match, after: { path: below(path, index), fact: line } }] : [];
  });
}

/** The facts of two contents that are about the same thing. */
function pairs(before: Json | undefined, after: Json | undefined, path = ''): Pair[] {
  if (isFact(before) && isFact(after)) return [{ before, after: { path, fact: after } }];
  if (Array.isArray(before) && Array.isArray(after)) return pairLines(path, before, after);
  if (!isObject(before) || !isObject(after)) return [];
  return Object.keys(after).flatMap((key) => pairs(before[key], after[key], below(path, key)));
}

/** What a claim says and where: what makes it another claim when it changes. */
const said = ['value', 'source', 'place', 'extract', 'url', 'consultedOn'];

function standingClaims({ claims }: JsonObject): { words: string; kept: boolean }[] {
  const standing = (Array.isArray(claims) ? claims : []).filter(isObject).filter((one) => one.status !== 'set-aside');
  return standing.map((one) => {
    return { words: JSON.stringify(said.map((name) => plainly(textOf(one, name)))), kept: one.status === 'kept' };
  });
}

/** Whether something that supports the value now did not support it before. */
function isProven({ before, after: { fact } }: Pair): boolean {
  const known = standingClaims(before);
  const empty = textOf(fact, 'value') === '';
  const rewritten = (name: string) => textOf(fact, name) !== '' && !sameText(before, fact, name);
  const isNew = ({ words, kept }: (typeof known)[number]) => {
    const earlier = known.filter((one) => one.words === words);
    // A claim that is doubted from now on supports no value; it does support leaving the question open.
    return earlier.length === 0 || earlier.every((one) => one.kept !== kept && (kept || empty));
  };
  return standingClaims(fact).some(isNew) || rewritten('exception') || (empty && rewritten('ruling'));
}

/** Every changed fact that brings nothing new, with the remedy; the path is that of its claims. */
export function unproven(kind: Kind, before: unknown, after: unknown): Fault[] {
  return pairs(before as Json, after as Json)
    .filter((pair) => !['value', 'figure'].every((name) => sameText(pair.before, pair.after.fact, name)))
    .filter((pair) => !isProven(pair))
    .map(({ after: { path, fact } }) => {
      const name = `«\u202F${textOf(fact, 'label') || labelOf(kind, path)}\u202F»`;
      return { path: `${path}.claims`, message: textOf(fact, 'value') === '' ? emptied(name) : changed(name) };
    });
}

const changed = (name: string) =>
  `La valeur de ${name} a changé sans qu’aucune affirmation n’ait été ajoutée ni modifiée\u00A0: ` +
  'ajoutez ce que dit la source, ou déclarez pourquoi ce fait n’en a pas.';

const emptied = (name: string) =>
  `La valeur de ${name} a été vidée sans explication\u00A0: ` +
  'modifiez une affirmation, ou dites pourquoi dans «\u202FChoix de la rédaction\u202F».';
