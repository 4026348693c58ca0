/** Pictures drawn by the real process, read with a PNG decoder that is not ours. */
import { PNG } from 'pngjs';
import { describe, expect } from 'vitest';
import { pictureKey } from '../../../server/pictures/key.ts';
import type { Picture } from '../../../server/pictures/picture.ts';
import { setName } from '../../../server/pictures/plaque.ts';
import { drawn } from '../../../server/pictures/studio.ts';
import { longTest as test } from '../../effort.ts';

const foot = ['Trophée 2016', 'Lauréats des Trophées de l’ESS de Paris'];
const talents: Picture = { cartouche: 'Lien social', name: 'Les talents d’Alphonse', foot, frame: 'bronze' };
const long =
  'Association pour la promotion de l’insertion par l’activité économique et culturelle du Nord-Est parisien';

const decoded = async (picture: Picture) => PNG.sync.read(Buffer.from(await drawn(picture)));

/** The colour of a pixel, as « 2f6f57 ». */
const colour = ({ data, width }: PNG, x: number, y: number) => {
  const at = (y * width + x) * 4;
  return data.toString('hex', at, at + 3);
};

const shapes: [string, Picture][] = [
  ['an ordinary name', talents],
  ['the shortest', { ...talents, name: 'O', cartouche: 'A', foot: ['Édition 2016'] }],
  ['the longest', { ...talents, name: long, cartouche: 'Alimentation et restauration collective de proximité' }],
  ['one long word', { ...talents, name: 'Anticonstitutionnellement' }],
  ['capitals', { ...talents, name: 'MWMWMWMWMW MMMMMMMM WWWWWWWWWW', frame: 'or' }],
  ['accents of elsewhere and signs without a glyph', { ...talents, name: 'Çà & Là — Œuvre łódź 漢 🎉' }],
];

describe('a picture', () => {
  test.each(shapes)('of %s is 1200 × 630, at most 60 KB, and its words stay inside the fillet', async (_, picture) => {
    const png = Buffer.from(await drawn(picture));
    expect(png.length).toBeLessThanOrEqual(60_000);
    const image = PNG.sync.read(png);
    expect([image.width, image.height]).toEqual([1200, 630]);
    expect(colour(image, 30, 400)).toBe(picture.frame === 'or' ? 'b8862b' : '2f6f57');
    // The white fillet stands from 56 to 61 on the left, likewise on the right, above and below; enamel alone follows it.
    expect(colour(image, 58, 400)).toBe('fbfaf6');
    const margins = [
      ...Array.from({ length: 390 }, (_, row) => [64, 68, 1131, 1135].map((x) => colour(image, x, row + 172))),
      ...Array.from({ length: 1060 }, (_, column) => [171, 564].map((y) => colour(image, column + 70, y))),
    ];
    expect(new Set(margins.flat())).toEqual(new Set(['0f3d7a']));
    const { buffer, byteOffset, length } = image.data;
    const white = new Uint32Array(buffer, byteOffset, length / 4).filter((pixel) => pixel === 0xffffffff);
    expect(white.length).toBeGreaterThan(1000);
  });

  test('of the same words has the same bytes', async () => {
    expect(await drawn(talents)).toEqual(await drawn({ ...talents }));
    expect(await drawn(talents)).not.toEqual(await drawn({ ...talents, name: 'Les talents' }));
  });

  test('that cannot be drawn is refused with a reason, and the next one is drawn', async () => {
    const broken = { ...talents, foot: undefined } as unknown as Picture;
    await expect(drawn(broken)).rejects.toThrow(/\w/);
    expect((await decoded(talents)).width).toBe(1200);
  });
});

test('a name is set in even lines, without a dash at their head', () => {
  expect(setName('La Cloche ou le Carillon').lines).toEqual(['La Cloche ou', 'le Carillon']);
  expect(setName('Minima').lines).toEqual(['Minima']);
  for (const line of setName('Croix-Rouge Insertion – LogisCité').lines) expect(line).not.toMatch(/^–/);
  expect(setName(long).lines.join(' ')).toBe(long);
});

test('a key changes with each part of the picture and with nothing else', () => {
  const key = pictureKey(talents);
  expect(pictureKey({ ...talents })).toBe(key);
  const others = [{ cartouche: 'x' }, { name: 'x' }, { foot: ['x'] }, { frame: 'or' }];
  expect(new Set([key, ...others.map((other) => pictureKey({ ...talents, ...other }))]).size).toBe(5);
});
