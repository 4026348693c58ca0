/**
 * A picture of few flat colours as a PNG with a palette: about a third of the bytes of one with four channels.
 *
 * Promise: every colour that fills a surface comes out exactly; of the blends along the edges of letters the commonest
 * stay and the others become the nearest of them. The picture must be opaque. (PNG, third edition, § 11.2.)
 */
import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** Colours kept: enough that no edge is seen to step, few enough that rows repeat (64 weigh a fifth more). */
const kept = 40;

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, check]);
}

const channels = (colour: number) => [colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255] as const;

function distance(one: number, other: number): number {
  const [a, b] = [channels(one), channels(other)];
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

/** The place in the palette of every colour of the picture. */
function places(counts: Map<number, number>): { palette: number[]; place: Map<number, number> } {
  const palette = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, kept);
  const nearest = (colour: number) =>
    palette.reduce((best, one, at) => (distance(one, colour) < distance(palette[best] ?? 0, colour) ? at : best), 0);
  return { palette, place: new Map([...counts.keys()].map((colour) => [colour, nearest(colour)])) };
}

/** Every run of pixels of one colour: the colour and the run's length. Rows of a flat picture are a few long runs. */
function runsOf(data: Buffer): [number, number][] {
  const runs: [number, number][] = [];
  const pixels = data.length / 4;
  for (let from = 0, at = 0; at < pixels; from = at) {
    const colour = data.readUInt32BE(from * 4);
    while (at < pixels && data.readUInt32BE(at * 4) === colour) at += 1;
    runs.push([colour, at - from]);
  }
  return runs;
}

/** The same picture with a palette. @throws when the bytes are not a PNG */
export function lighter(png: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(png);
  const runs = runsOf(data);
  const counts = new Map<number, number>();
  for (const [colour, length] of runs) counts.set(colour, (counts.get(colour) ?? 0) + length);
  const { palette, place } = places(counts);
  const pixels = Buffer.alloc(width * height);
  let at = 0;
  for (const [colour, length] of runs) {
    pixels.fill(place.get(colour) ?? 0, at, at + length);
    at += length;
  }
  const rows = Buffer.alloc((width + 1) * height); // Each row opens with its filter, 0: none suits flat colours.
  for (let row = 0; row < height; row += 1) pixels.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // Eight bits for each pixel, each an entry of the palette.
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [...channels(colour)]))),
    chunk('IDAT', deflateSync(rows, { level: 8 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
