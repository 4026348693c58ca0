/**
 * The kerning of a font, read from one and written small for another.
 *
 * Promise: pairs of letters, points, quotes and hyphens keep their kerning to within half a `step` when it is at least
 * `least` (thousandths of an em); accented letters share that of their base. Instrument Sans and Bricolage Grotesque kern
 * nearly every pair by a value of its own, which is half of their bytes; what is left out here nobody sees.
 * The table is a « GPOS » with one lookup of class pairs (OpenType 1.9, § GPOS, « Pair Adjustment Format 2 »).
 */
import * as hb from 'harfbuzzjs';

/** For each first glyph, the second glyphs and the advance they add to it, in font units. */
export type Kerning = Map<number, Map<number, number>>;

export type Precision = { least: number; step: number };

const kerned = /^[A-Za-z’.,«»-]$/;
const baseOf = (sign: string) => sign.normalize('NFD').charAt(0);

function fontOf(sfnt: Buffer): hb.Font {
  return new hb.Font(new hb.Face(new hb.Blob(new Uint8Array(sfnt).buffer)));
}

/** How much nearer (negative) or farther the second sign stands than without kerning. */
function between(font: hb.Font, first: string, second: string): number {
  const [one, other] = [first, second].map((sign) => {
    const buffer = new hb.Buffer();
    buffer.addText(sign);
    buffer.guessSegmentProperties();
    hb.shape(font, buffer);
    return buffer.getGlyphPositions()[0]?.xAdvance ?? 0;
  });
  const pair = new hb.Buffer();
  pair.addText(first + second);
  pair.guessSegmentProperties();
  hb.shape(font, pair);
  const positions = pair.getGlyphPositions();
  if (positions.length !== 2) return 0; // A ligature.
  return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) - (one ?? 0) - (other ?? 0);
}

/**
 * Measures the kerning of a font by setting every pair.
 * @param whole the font with its kerning
 * @param cut the font to be kerned, whose glyphs are named in the answer
 * @param signs those that the cut font keeps
 */
export function measureKerning(whole: Buffer, cut: Buffer, signs: string[], { least, step }: Precision): Kerning {
  const [font, target] = [fontOf(whole), fontOf(cut)];
  const glyphOf = (sign: string) => target.nominalGlyph(sign.codePointAt(0) ?? 0);
  const wanted = signs.filter((sign) => kerned.test(baseOf(sign)) && glyphOf(sign) !== undefined);
  const known = new Map<string, number>();
  const kerning: Kerning = new Map();
  for (const first of wanted) {
    const row = new Map<number, number>();
    for (const second of wanted) {
      const key = baseOf(first) + baseOf(second);
      const value = known.get(key) ?? between(font, baseOf(first), baseOf(second));
      known.set(key, value);
      if (Math.abs(value) >= least) row.set(glyphOf(second) ?? 0, Math.round(value / step) * step);
    }
    if (row.size > 0) kerning.set(glyphOf(first) ?? 0, row);
  }
  return kerning;
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, at * 2);
  return bytes;
}

/** Glyphs that kern alike, under one number from `from` on. @returns each glyph’s class and one glyph of each class */
function classes(glyphs: number[], likeness: (glyph: number) => string, from: number) {
  const members = Map.groupBy(glyphs, likeness);
  const models = [...members.values()].map(([model = 0]) => model);
  const numbers = [...members.values()].flatMap((alike, at) => alike.map((glyph) => [glyph, at + from] as const));
  return { models, numbers: numbers.sort(([one], [other]) => one - other) };
}

/** « ClassDef » of format 2: ranges of glyphs with their class. Class 0 is what is not named. */
function classTable(numbers: (readonly [number, number])[]): Buffer {
  const ranges: [number, number, number][] = [];
  for (const [glyph, number] of numbers) {
    const last = ranges.at(-1);
    if (number === 0) continue;
    if (last?.[1] === glyph - 1 && last[2] === number) last[1] = glyph;
    else ranges.push([glyph, glyph, number]);
  }
  return words(2, ranges.length, ...ranges.flat());
}

/** The table « GPOS » that says this kerning. */
export function kerningTable(kerning: Kerning): Buffer {
  const firsts = [...kerning.keys()].sort((one, other) => one - other);
  const seconds = [...new Set([...kerning.values()].flatMap((row) => [...row.keys()]))];
  const value = (first: number, second: number) => kerning.get(first)?.get(second) ?? 0;
  const rows = classes(firsts, (first) => seconds.map((second) => value(first, second)).join(), 0);
  const columns = classes(seconds, (second) => firsts.map((first) => value(first, second)).join(), 1);
  const matrix = words(...rows.models.flatMap((first) => [0, ...columns.models.map((second) => value(first, second))]));
  const coverage = words(1, firsts.length, ...firsts);
  const [firstClasses, secondClasses] = [classTable(rows.numbers), classTable(columns.numbers)];
  const afterMatrix = 16 + matrix.length;
  const afterCoverage = afterMatrix + coverage.length;
  const justAdvance = 4; // ValueFormat: the advance of the first glyph, nothing of the second.
  const pairs = Buffer.concat([
    words(2, afterMatrix, justAdvance, 0, afterCoverage, afterCoverage + firstClasses.length),
    words(rows.models.length, columns.models.length + 1),
    ...[matrix, coverage, firstClasses, secondClasses],
  ]);
  const scripts = Buffer.concat([words(2), ...tagged('DFLT', 14), ...tagged('latn', 14), words(4, 0, 0, 0xffff, 1, 0)]);
  const features = Buffer.concat([words(1), ...tagged('kern', 8), words(0, 1, 0)]);
  const lookups = Buffer.concat([words(1, 4), words(2, 0, 1, 8), pairs]);
  const head = words(1, 0, 10, 10 + scripts.length, 10 + scripts.length + features.length);
  return Buffer.concat([head, scripts, features, lookups]);
}

const tagged = (tag: string, offset: number) => [Buffer.from(tag, 'latin1'), words(offset)];
