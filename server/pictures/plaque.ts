/**
 * The enamel plaque as a picture: the same field, fillet, frame and cartouche as on the pages (components/site/plaque.css).
 *
 * Promise: a pure function from words to what satori lays out, a tree of boxes in CSS pixels; flat colours only, so that
 * the picture stays light. Nothing here reads the store, the clock or the network.
 */
import type { Picture } from './picture.ts';

/** What satori reads of a React element. */
export type Box = { type: string; key: null; props: { style: Record<string, string | number>; children: Drawn } };
type Drawn = Box | string | (Box | string)[];

const wall = '#fbfaf6';
const enamel = '#0f3d7a';
const fillet = '#fbfaf6';
const frames: Record<string, string> = { bronze: '#2f6f57', or: '#b8862b' };

/** Widths of the frame’s band, and of the fillet and of the enamel between the two. */
const band = 26;
const line = 6;

/** Room for the name, inside the fillet and its margin. */
const room = { width: 1000, height: 250 };
const leading = 1;

function box(style: Box['props']['style'], children: Drawn): Box {
  return { type: 'div', key: null, props: { style: { display: 'flex', ...style }, children } };
}

const column = (style: Box['props']['style']) => ({ flexDirection: 'column', alignItems: 'center', ...style });

/** A band of colour, enamel, the white fillet, enamel again: `radius` rounds the upper corners. */
function enamelled(frame: string, radius: number, inner: Box['props']['style'], children: Drawn): Box {
  const rounded = (less: number) => {
    const corner = Math.max(radius - less, 0);
    return { borderTopLeftRadius: corner, borderTopRightRadius: corner };
  };
  const filleted = { border: `${line}px solid ${fillet}`, ...rounded(band + line), flexGrow: 1, ...inner };
  return box({ background: frame, padding: band, flexGrow: 1, ...rounded(0) }, [
    box({ background: enamel, padding: line, flexGrow: 1, ...rounded(band) }, [box(filleted, children)]),
  ]);
}

/** How wide a text is set in this family at 700, in em: measured means for capitals, narrow and other signs. */
function widthOf(text: string): number {
  const each = [...text].map((sign) => {
    if (/[\s.,:;’'’!|iljIft()[\]-]/u.test(sign)) return 0.32;
    return /[MWmw@—…]/u.test(sign) ? 0.9 : /\p{Lu}/u.test(sign) ? 0.68 : 0.58;
  });
  return each.reduce((sum, one) => sum + one, 0);
}

/** One line, smaller when it is long. */
const cartoucheSize = (words: string) => Math.min(40, Math.floor(960 / widthOf(words)));

/** The words in lines no wider than `width` (em); a wider word has a line of its own. */
function broken(words: string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** As many lines, as even as they can be. */
function evened(words: string[], lines: string[]): string[] {
  const widest = Math.max(...lines.map(widthOf));
  for (let width = 1; width < widest; width += 0.25) {
    const tried = broken(words, width);
    if (tried.length <= lines.length && tried.every((line) => widthOf(line) <= widest)) return tried;
  }
  return lines;
}

/** The name in even lines, at the largest size in pixels at which it stands in its room. */
export function setName(name: string): { size: number; lines: string[] } {
  const words = name.replace(/ ([–—:;!?])/g, '\u00a0$1').split(/ +/);
  for (let size = 156; ; size -= 4) {
    const width = room.width / size;
    const lines = broken(words, width);
    const stands = lines.every((line) => widthOf(line) <= width) && lines.length * size * leading <= room.height;
    if (stands || size <= 40) return { size, lines: evened(words, lines) };
  }
}

/** Draws a picture’s plaque, {@link size} pixels. A frame of another name is bronze. */
export function plaque({ cartouche, name, foot, frame }: Picture): Box {
  const colour = frames[frame] ?? frames.bronze ?? wall;
  const { size, lines } = setName(name);
  const set = { fontSize: size, fontWeight: 700, lineHeight: leading, letterSpacing: -0.012 * size };
  const [prize = '', whose = ''] = foot;
  return box(column({ width: '100%', height: '100%', background: wall, padding: '22px 24px 24px', color: '#fff' }), [
    box({ marginBottom: -band, fontSize: cartoucheSize(cartouche), fontWeight: 600 }, [
      enamelled(colour, 60, { padding: '4px 48px 7px', whiteSpace: 'nowrap' }, cartouche),
    ]),
    box({ width: '100%', flexGrow: 1 }, [
      enamelled(colour, 0, column({ padding: '6px 24px 14px' }), [
        box(
          column({ flexGrow: 1, justifyContent: 'center' }),
          lines.map((one) => box(set, one)),
        ),
        box({ fontSize: 46, fontWeight: 600, lineHeight: 1.15 }, prize),
        ...(whose === '' ? [] : [box({ fontSize: 38, fontWeight: 600, lineHeight: 1.2 }, whose)]),
      ]),
    ]),
  ]);
}
