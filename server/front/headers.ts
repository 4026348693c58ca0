/**
 * What a browser is told besides the bytes.
 *
 * Promise: baked pages run no script, load nothing from elsewhere and stand in no frame but those made to; every answer carries the type
 * it says. Header lists are flat (`[name, value, name, value …]`), as `writeHead` sends them without a copy.
 */
import type { ManifestEntry } from '../bakery/manifest.ts';
import { isDocument } from '../bakery/media-types.ts';
import { contentPolicy } from '../bakery/policy.ts';
import type { Encoding } from './negotiate.ts';
import { speculationRules } from './speculation.ts';

/** Features every current browser knows; an unknown name would be a warning in the console. */
const deniedFeatures =
  'accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope magnetometer ' +
  'microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock usb xr-spatial-tracking';

const permissions = deniedFeatures
  .split(' ')
  .map((feature) => `${feature}=()`)
  .join(', ');

/** What the whole shelf has in common. */
export type Telling = {
  /** The public reads the site over https. */
  secure: boolean;
};

/** Headers of every answer, whoever makes it. Two years: the length the ANSSI and the preload list ask for. */
export function commonHeaders(secure: boolean): string[] {
  const transport = secure ? ['Strict-Transport-Security', 'max-age=63072000; includeSubDomains'] : [];
  return ['X-Content-Type-Options', 'nosniff', ...transport];
}

/** Headers of a document, besides the common ones; a page of the back office brings its own content policy. */
export function documentHeaders(): string[] {
  return [
    ...['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ...['Permissions-Policy', permissions],
    ...['Cross-Origin-Opener-Policy', 'same-origin'],
  ];
}

/** Strong tag of an entry in an encoding: two encodings are two representations. */
export function tagOf(entry: ManifestEntry, encoding: Encoding): string {
  const suffix = encoding === 'identity' ? '' : `-${encoding}`;
  return `"${entry.sha256.slice(0, 24)}${suffix}"`;
}

/** Headers about caching: those of a 304 too. */
export function cacheHeaders(entry: ManifestEntry, encoding: Encoding): string[] {
  const immutable = entry.cache === 'immutable';
  const varies = entry.compressed.br !== undefined || entry.compressed.gzip !== undefined;
  return [
    ...['Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache'],
    ...(entry.status === 200 ? ['ETag', tagOf(entry, encoding)] : []),
    ...(varies ? ['Vary', 'Accept-Encoding'] : []),
  ];
}

/** All headers of an entry in an encoding of that length in bytes. */
export function entryHeaders(entry: ManifestEntry, encoding: Encoding, length: number, telling: Telling): string[] {
  const document = isDocument(entry.type);
  const html = entry.type.startsWith('text/html');
  return [
    ...(entry.type === '' ? [] : ['Content-Type', entry.type]),
    ...['Content-Length', String(length)],
    ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
    ...(entry.location === undefined ? [] : ['Location', entry.location]),
    ...cacheHeaders(entry, encoding),
    ...(entry.status === 200 ? ['Accept-Ranges', 'none'] : []),
    ...commonHeaders(telling.secure),
    ...(document ? ['Content-Security-Policy', contentPolicy(entry.styles, entry.framable), ...documentHeaders()] : []),
    ...(html ? ['Speculation-Rules', speculationRules] : []),
  ];
}
