/**
 * What a picture's bytes depend on, in a few signs: while they stay the same it need not be drawn again.
 *
 * Promise: `pictureKey` changes with the words, the frame, the drawing's own code, its fonts and the version of Next,
 * and with nothing else; it is read by the bakery (see `BakeItem`).
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Picture } from './picture.ts';

/** Everything in this folder that draws, and what it draws with; relative to the project. */
const made = ['picture.ts', 'plaque.ts', 'palette.ts', 'drawing.ts'].map((name) => `server/pictures/${name}`);
const packages = ['next', 'pngjs', '@fontsource/bricolage-grotesque'].map(
  (name) => `node_modules/${name}/package.json`,
);

let drawing: Buffer | undefined;

function drawingStamp(): Buffer {
  const hash = createHash('sha256');
  for (const file of [...made, ...packages]) hash.update(readFileSync(path.join(import.meta.dirname, '../..', file)));
  return hash.digest();
}

/** The key of a picture, 64 hexadecimal digits. */
export function pictureKey(picture: Picture): string {
  drawing ??= drawingStamp();
  return createHash('sha256').update(drawing).update(JSON.stringify(picture)).digest('hex');
}
