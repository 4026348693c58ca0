/**
 * The process that draws: started by studio.ts, it answers each picture with its PNG, or with the reason it could not.
 *
 * Promise: it draws from the fonts of the site and asks the network for nothing; a sign that the fonts lack is drawn as
 * an empty box. It ends when the process that started it does.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ImageResponse } from 'next/og.js';
import { lighter } from './palette.ts';
import { type Picture, size } from './picture.ts';
import { plaque } from './plaque.ts';

/** A question and its answer, over the channel between the two processes. */
export type Asked = { id: number; picture: Picture };
export type Answered = { id: number; png: Uint8Array } | { id: number; fault: string };

/** The families, in the order in which a sign is looked for: latin, then the accents of other languages. */
export const fontFiles = [600, 700].flatMap((weight) =>
  ['latin', 'latin-ext'].map((subset) => ({ weight: weight as 600 | 700, subset })),
);

// For a sign without a glyph, next/og would fetch a font or an emoji from third parties: it is answered an empty picture,
// in which it finds no font either. Its own parts come as « data: » addresses.
const fetchPart = globalThis.fetch;
globalThis.fetch = async (asked, options) =>
  String(asked).startsWith('data:')
    ? fetchPart(asked, options)
    : new Response('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');

async function readFonts() {
  const folder = path.join(import.meta.dirname, '../../node_modules/@fontsource/bricolage-grotesque/files');
  return Promise.all(
    fontFiles.map(async ({ weight, subset }) => {
      const data = await readFile(path.join(folder, `bricolage-grotesque-${subset}-${weight}-normal.woff`));
      return { name: subset === 'latin' ? 'Plaque' : 'Plaque accents', data, weight, style: 'normal' as const };
    }),
  );
}

let fonts: ReturnType<typeof readFonts> | undefined;

/** The PNG of a picture, {@link size} pixels. */
export async function draw(picture: Picture): Promise<Uint8Array> {
  fonts ??= readFonts();
  const drawn = new ImageResponse(plaque(picture), { ...size, fonts: await fonts });
  return lighter(Buffer.from(await drawn.arrayBuffer()));
}

process.on('message', ({ id, picture }: Asked) => {
  const answer = (answered: Answered) => process.send?.(answered);
  draw(picture).then(
    (png) => answer({ id, png }),
    (error: Error) => answer({ id, fault: error.message }),
  );
});
