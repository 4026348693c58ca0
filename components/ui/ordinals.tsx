/** Text in which ordinals stand as French typography wants them: « 14e » with its ending raised, « XIe » likewise. */
import type { ReactNode } from 'react';

/** Digits or a Roman number (of centuries and editions, hence I, V and X only), then its ending. */
const ordinal = /(?<![\p{L}\p{N}])(\d+|[IVX]+)(ers?|res?|nde?s?|es?)(?![\p{L}\p{N}])/gu;

/** Splits a text into strings and raised endings; a text without ordinal comes back as it was. */
export function withOrdinals(text: string): ReactNode {
  const pieces: ReactNode[] = [];
  let last = 0;
  for (const found of text.matchAll(ordinal)) {
    const end = found.index + (found[1]?.length ?? 0);
    pieces.push(text.slice(last, end), <sup key={end}>{found[2]}</sup>);
    last = found.index + found[0].length;
  }
  return pieces.length === 0 ? text : [...pieces, text.slice(last)];
}
