/**
 * Which encodings a reader prefers.
 *
 * Promise: `Accept-Encoding` is read as RFC 9110, § 12.5.3, says (quality values, `*`, `identity;q=0`), the best first;
 * among equals the smallest. A reader who refuses everything we have gets plain bytes, which the RFC allows.
 */

export type Encoding = 'br' | 'gzip' | 'identity';

const smallestFirst: Encoding[] = ['br', 'gzip', 'identity'];
const plain: readonly Encoding[] = ['identity'];
const everyone = new Map<string, readonly Encoding[]>();

/** Browsers send a handful of spellings; the bound keeps odd ones from filling memory. */
const remembered = 256;

function parse(header: string): readonly Encoding[] {
  const given = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const quality = parameters.find((parameter) => /^q\s*=/.test(parameter));
    const q = quality === undefined ? 1 : Number(quality.slice(quality.indexOf('=') + 1));
    if (coding !== '') given.set(coding === 'x-gzip' ? 'gzip' : coding, q >= 0 && q <= 1 ? q : 0);
  }
  const any = given.get('*');
  // Not named: a coding is refused, plain bytes are welcome but least.
  const weight = (coding: Encoding) => given.get(coding) ?? any ?? (coding === 'identity' ? 0.001 : 0);
  const accepted = smallestFirst.filter((coding) => weight(coding) > 0);
  accepted.sort((a, b) => weight(b) - weight(a));
  return accepted.includes('identity') ? accepted : [...accepted, 'identity'];
}

/** The encodings to try, the best first; plain bytes are always among them. */
export function preferredEncodings(acceptEncoding: string | undefined): readonly Encoding[] {
  if (acceptEncoding === undefined) return plain;
  const known = everyone.get(acceptEncoding);
  if (known) return known;
  const order = parse(acceptEncoding);
  if (everyone.size < remembered && acceptEncoding.length < 200) everyone.set(acceptEncoding, order);
  return order;
}

/** Whether an `If-None-Match` header names that strong tag (weak comparison, RFC 9110, § 13.1.2). */
export function matchesTag(ifNoneMatch: string, tag: string): boolean {
  if (ifNoneMatch === tag || ifNoneMatch.trim() === '*') return true;
  // Our tags hold neither a comma nor a blank, so a plain split cannot cut one.
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
