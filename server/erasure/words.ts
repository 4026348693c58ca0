/**
 * The words to erase: where they stand in a text, what takes their place, and what looks like them.
 *
 * Promise: a match is the very words, letter for letter and whole (« Ana » is not in « Banane »); only kinds of space and
 * of apostrophe count as alike, since ours are set by the typography (editorial/text.ts) and not by whoever typed.
 * Whatever differs otherwise (capitals, accents, hyphens, a longer word) is told by `otherSpellings` and left alone.
 */

/** What stands where words were: the second never makes a text longer than it was, whatever a field’s limit. */
export const marks = ['[effacé]', '[…]'] as const;

/** Fewer letters or figures than this would be found everywhere; the shorter mark is as long. */
export const SHORTEST = 3;

export type Words = { text: string; exact: RegExp; alike: RegExp };

const letter = String.raw`[\p{L}\p{N}]`;
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** Latin letters by the plain letter they are folded to. */
const variants = new Map<string, string>();
for (let point = 0x41; point <= 0x24f; point += 1) {
  const one = String.fromCodePoint(point);
  const plain = one.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (/^[a-z]$/.test(plain)) variants.set(plain, `${variants.get(plain) ?? ''}${one}`);
}

function exactly(text: string): RegExp {
  const body = text
    .split(/\s+/)
    .map((part) => escaped(part).replace(/['’ʼ‘]/g, "['’ʼ‘]"))
    .join(String.raw`\s+`);
  const before = /^[\p{L}\p{N}]/u.test(text) ? `(?<!${letter})` : '';
  const after = /[\p{L}\p{N}]$/u.test(text) ? String.raw`(?![\p{L}\p{N}\p{M}])` : '';
  return new RegExp(before + body + after, 'gu');
}

/** The same letters whatever their case and accents, with anything short between them, up to the ends of the words. */
function likewise(text: string): RegExp {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/gi, 'oe').replace(/æ/gi, 'ae').toLowerCase();
  const runs = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  const one = (found: string) => `[${variants.get(found) ?? found}]${String.raw`\p{M}*`}`;
  // « coeur » is « cœur » too.
  const bound: Record<string, string> = { oe: 'œ', ae: 'æ' };
  const loose = (run: string) =>
    (run.match(/oe|ae|./gu) ?? [])
      .map((found) => ([...found].length > 1 ? `(?:${[...found].map(one).join('')}|${bound[found]})` : one(found)))
      .join('');
  const body = runs.map(loose).join(String.raw`[^\p{L}\p{N}]{0,4}`);
  // From the start of a word only: tried from each of its letters, a text of one long word takes the square of its length.
  return new RegExp(String.raw`(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}\p{M}]*${body}[\p{L}\p{N}\p{M}]*`, 'giu');
}

/** Makes words of a text that has `SHORTEST` letters or figures at least. */
export function wordsOf(text: string): Words {
  return { text, exact: exactly(text), alike: likewise(text) };
}

/** How often the words stand in the text. */
export function countIn({ exact }: Words, text: string): number {
  return text.match(exact)?.length ?? 0;
}

/** The text with the mark in the place of the words. Half an address leads nowhere: it goes whole. */
export function without({ exact }: Words, text: string, mark: string): string {
  if (text.search(exact) < 0) return text;
  return /^https?:\/\/\S+$/.test(text) ? '' : text.replace(exact, mark);
}

/** What is written otherwise but reads alike, as it is written, once for each time. */
export function otherSpellings({ exact, alike }: Words, text: string): string[] {
  return text.replace(exact, '\n').match(alike) ?? [];
}

/** Words of a text, and what stands before and after them, shortened. */
export type Excerpt = { before: string; words: string; after: string };

/** Characters shown on each side of the words. */
const NEAR = 50;

/** The first of the words in the text. */
export function excerptOf({ exact }: Words, text: string): Excerpt {
  const [found] = text.matchAll(exact);
  const at = found?.index ?? 0;
  const end = at + (found?.[0].length ?? 0);
  const [from, to] = [Math.max(0, at - NEAR), end + NEAR];
  return {
    before: `${from > 0 ? '…' : ''}${text.slice(from, at)}`,
    words: text.slice(at, end),
    after: `${text.slice(end, to)}${to < text.length ? '…' : ''}`,
  };
}
