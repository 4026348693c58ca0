import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fontverter from 'fontverter';
import * as hb from 'harfbuzzjs';
import { describe, expect, test } from 'vitest';
import { cutFont, recipes } from '../bin/fonts/cut.ts';
import { longTest } from './effort.ts';

const root = path.join(import.meta.dirname, '..');
const fileOf = (name: string) => readFile(path.join(root, 'app/fonts', `${name}.woff2`));

async function open(name: string): Promise<hb.Font> {
  const sfnt = await fontverter.convert(await fileOf(name), 'sfnt');
  return new hb.Font(new hb.Face(new hb.Blob(new Uint8Array(sfnt).buffer)));
}

/** The advance of each glyph of a text. */
function set(font: hb.Font, text: string): number[] {
  const buffer = new hb.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  hb.shape(font, buffer);
  return buffer.getGlyphPositions().map(({ xAdvance }) => xAdvance);
}

const lacks = (font: hb.Font, text: string) =>
  [...new Set(text)].filter((sign) => font.nominalGlyph(sign.codePointAt(0) ?? 0) === undefined).join('');

describe.each(Object.entries(recipes))('the font « %s »', (name, recipe) => {
  longTest('is what its recipe gives, and weighs no more than it may', async () => {
    const [made, kept] = await Promise.all([cutFont(recipe), fileOf(name)]);
    expect(made.equals(kept), 'npm run fonts').toBe(true);
    expect(kept.length).toBeLessThanOrEqual(recipe.most);
  });

  test('has every sign of the French alphabet, and of French typography', async () => {
    const written = 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÆÇÈÉÊËÎÏÔŒÙÛÜ 0123456789 « N’est-ce pas ? » – oui\u00a0: 25 000 €…';
    expect(lacks(await open(name), written + written.toLowerCase())).toBe('');
  });

  test('kerns, accented letters as their base', async () => {
    const font = await open(name);
    const near = (pair: string) => set(font, pair)[0] ?? 0;
    expect(near('To')).toBeLessThan(near('TH') - 20);
    expect(near('Tô')).toBe(near('To'));
    expect(near('l’')).toBe(near('lH')); // Measured in both families: no kerning there, hence none kept.
  });
});

/** The families have neither: browsers make a narrow space of a wide one, and take « ² » from the machine. */
const absent = /[\u202f²]/g;

test('the text font has every sign that ships', async () => {
  const font = await open('texte');
  const files = ['2016/laureates.json', 'sources.json', 'awards.json', 'categories.json', 'site.json'];
  const words = await Promise.all(files.map((name) => readFile(path.join(root, 'content', name), 'utf8')));
  expect(lacks(font, words.join('').replace(absent, '').replace(/\n/g, ''))).toBe('');
});

test('the weight of the text changes along its axis', async () => {
  const font = await open('texte');
  const light = set(font, 'Palmarès').reduce((sum, one) => sum + one, 0);
  font.setVariations([new hb.Variation('wght', 700)]);
  expect(set(font, 'Palmarès').reduce((sum, one) => sum + one, 0)).toBeGreaterThan(light);
});
