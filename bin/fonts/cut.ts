/**
 * The two fonts of the site, cut from those that npm brings to what French asks.
 *
 * Promise: the same packages give the same bytes (tests/fonts.test.ts compares them with `app/fonts`). A sign that the
 * display font lacks is taken from the text font, one that both lack from the reader’s machine.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fontverter from 'fontverter';
import subsetFont from 'subset-font';
import { kerningTable, measureKerning, type Precision } from './kerning.ts';
import { withTable } from './tables.ts';

type Axis = Parameters<typeof subsetFont>[2]['variationAxes'][string];

export type Recipe = {
  source: string;
  /** Every sign that it keeps. */
  signs: string;
  weight: Axis;
  features: string[];
  kerning: Precision;
  /**
   * Bytes at most. What a slow phone receives in one round trip beside the page’s other first requests, by the model of
   * Lighthouse (10 segments of 1460 bytes, 300 of them for headers): the second on a new connection has half of it.
   */
  most: number;
};

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('');

const spaces = ' \u00a0'; // Neither family has the narrow one: browsers make it of the other.
const french = 'ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜàâæçèéêëîïôœùûüÿ';

export const recipes: Record<'texte' | 'titres', Recipe> = {
  texte: {
    source: '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
    signs: `${range(0x20, 0x7e)}${spaces}§«»°’‘“”‹›–—…·×€−${french}ÁÄÅÍÑÓÖØÚßáãäåíìñóòõöøú`,
    weight: { min: 400, max: 700, default: 400 },
    features: ['liga', 'tnum'],
    kerning: { least: 15, step: 10 },
    most: 14_300,
  },
  titres: {
    source: '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
    signs: `${range(0x41, 0x5a)}${range(0x61, 0x7a)}${range(0x30, 0x39)}${spaces}!&(),-./:;?«»’–…€${french}`,
    weight: 700,
    features: [],
    kerning: { least: 20, step: 10 },
    most: 7_000,
  },
};

/** The font of a recipe, as WOFF2. */
export async function cutFont({ source, signs, weight, features, kerning }: Recipe): Promise<Buffer> {
  const font = await readFile(createRequire(import.meta.url).resolve(source));
  const common = { targetFormat: 'sfnt', variationAxes: { wght: weight }, noHinting: true } as const;
  const whole = await subsetFont(font, signs, { ...common, keepFeatures: ['kern'] });
  // « STAT » names the axis to editors of documents, « gasp » speaks to old screens: no browser reads them here.
  const bare = await subsetFont(font, signs, { ...common, keepFeatures: features, dropTables: ['STAT', 'gasp'] });
  const measured = measureKerning(whole, bare, [...new Set(signs)], kerning);
  return fontverter.convert(withTable(bare, 'GPOS', kerningTable(measured)), 'woff2');
}
