/**
 * What a request asks for, when it is not a baked address letter for letter.
 *
 * Promise: every string gets an answer: a path with its query, or the reason it is refused. Nothing is resolved against
 * a disk; `..` is a name like another, found nowhere.
 */
import { longestAddress } from '../limits.ts';

export type Address = { path: string; query: string; canonical: string } | { refused: 400 | 414 };

/** Characters that stand in no address we could have made: controls, blanks, DEL and bytes beyond ASCII. */
const unprintable = /[^\x21-\x7e]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const control = /[\x00-\x1f\x7f]/;

/**
 * Reads the target of a request (RFC 9112, § 3.2): its path and query, and the one spelling the path should have —
 * decoded, one slash at a time, none at the end.
 */
export function readAddress(target: string): Address {
  if (target.length > longestAddress) return { refused: 414 };
  if (unprintable.test(target)) return { refused: 400 };
  // Absolute form, as proxies send it: only the path counts, one site is served here.
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  const end = local.search(/[?#]/);
  const path = end === -1 ? local : local.slice(0, end);
  const query = end === -1 ? '' : local.slice(end).split('#')[0];
  if (!path.startsWith('/'))
    return path === '' && end === 0 ? { path: '/', query: query ?? '', canonical: '/' } : { refused: 400 };
  const decoded = decode(path);
  if (decoded === undefined || control.test(decoded)) return { refused: 400 };
  const canonical = decoded.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  return { path, query: query ?? '', canonical };
}

/** A decoded path as a header may hold it: what stands in no address, and what would end the path, is encoded again. */
export function written(path: string): string {
  return path.replace(/[^\x21-\x7e]|[?#%]/gu, encodeURIComponent);
}

function decode(path: string): string | undefined {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // A percent sign without two digits, or bytes that are no UTF-8.
  }
}
