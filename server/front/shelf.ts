/**
 * A baked site held ready to be sent.
 *
 * Promise: each address has its finished bytes and its finished headers, in each encoding, within a bound of memory;
 * past it, or past the size of one file, the bytes are read from the disk when asked for. A shelf never changes once
 * made: a new site is a new shelf, which takes over what did not change.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ManifestEntry } from '../bakery/manifest.ts';
import { siblingOf } from '../bakery/siblings.ts';
import type { Build } from '../bakery/swap.ts';
import { cacheHeaders, entryHeaders, type Telling, tagOf } from './headers.ts';
import type { Encoding } from './negotiate.ts';
import { headOf } from './prepared.ts';

/** One representation: what is sent for an address in one encoding. `body` is `undefined` when it stays on the disk. */
export type Variant = {
  headers: string[];
  /** The same, finished; for a body that is held and is not empty. */
  head?: string;
  notModified: string[];
  tag: string;
  length: number;
  body: Buffer | undefined;
  /** Absolute path; empty when there is no body at all. */
  file: string;
};

/** What stands at an address. */
export type Good = { status: number; entry: ManifestEntry; identity: Variant; br?: Variant; gzip?: Variant };

export type Shelf = {
  goods: ReadonlyMap<string, Good>;
  /** What unknown addresses get; `undefined` when none was baked. */
  notFound: Good | undefined;
  telling: Telling;
  /** Bytes held in memory. */
  held: number;
};

/** Bytes: of the largest file held, and of all of them. */
export type ShelfLimits = { file: number; total: number };

/** A thousand pages with their compressed forms are about 35 MB; a share picture is below 1 MB. */
export const shelfLimits: ShelfLimits = { file: 1024 * 1024, total: 64 * 1024 * 1024 };

/** The folder of a build does not hold what its manifest says. */
export class BuildDamaged extends Error {}

const nothing = { goods: new Map(), notFound: undefined, telling: { secure: false }, held: 0 };

/** A shelf with nothing on it. */
export function emptyShelf(): Shelf {
  return nothing;
}

/** A shelf without these addresses: what is withdrawn while no new site can be made. */
export function without(shelf: Shelf, paths: string[]): Shelf {
  const goods = new Map(shelf.goods);
  for (const one of paths) goods.delete(one);
  return { ...shelf, goods };
}

type Stocking = { folder: string; telling: Telling; limits: ShelfLimits; held: number };

async function variant(stocking: Stocking, entry: ManifestEntry, encoding: Encoding, length: number): Promise<Variant> {
  const file = encoding === 'identity' ? entry.file : siblingOf(entry.file, encoding);
  const absolute = path.join(stocking.folder, file);
  let body: Buffer | undefined;
  if (length <= stocking.limits.file && stocking.held + length <= stocking.limits.total) {
    stocking.held += length;
    body = await readFile(absolute).catch(() => undefined);
    if (body?.length !== length) throw new BuildDamaged(file);
    if (encoding === 'identity' && createHash('sha256').update(body).digest('hex') !== entry.sha256) {
      throw new BuildDamaged(file);
    }
  } else if ((await stat(absolute).catch(() => undefined))?.size !== length) throw new BuildDamaged(file);
  const headers = entryHeaders(entry, encoding, length, stocking.telling);
  return {
    headers,
    ...(body && body.length > 0 && { head: headOf(headers) }),
    notModified: cacheHeaders(entry, encoding),
    tag: tagOf(entry, encoding),
    length,
    body,
    file: absolute,
  };
}

function bodiless(entry: ManifestEntry, telling: Telling): Good {
  const headers = entryHeaders(entry, 'identity', 0, telling);
  const identity = { headers, notModified: headers, tag: '', length: 0, body: Buffer.alloc(0), file: '' };
  return { status: entry.status, entry, identity };
}

/** The earlier good when it says the same. */
function reusable(earlier: Good | undefined, entry: ManifestEntry): Good | undefined {
  if (!earlier) return undefined;
  const marks = (one: ManifestEntry) =>
    [
      one.file,
      one.sha256,
      one.status,
      one.type,
      one.cache,
      one.location,
      one.framable,
      one.compressed.br,
      one.compressed.gzip,
    ].join();
  return marks(earlier.entry) === marks(entry) ? earlier : undefined;
}

/** The same good, whose bytes on the disk are those of that folder: the bake linked them there. */
function lyingIn(folder: string, good: Good): Good {
  const { entry, identity, br, gzip } = good;
  const there = (one: Variant, file: string) => (one.body ? one : { ...one, file: path.join(folder, file) });
  return {
    ...good,
    identity: there(identity, entry.file),
    ...(br && { br: there(br, siblingOf(entry.file, 'br')) }),
    ...(gzip && { gzip: there(gzip, siblingOf(entry.file, 'gzip')) }),
  };
}

const heldBy = ({ identity, br, gzip }: Good) =>
  [identity, br, gzip].reduce((sum, one) => sum + (one?.body?.length ?? 0), 0);

/** The earlier good, when it says the same and there is room for it. */
function takenOver(stocking: Stocking, entry: ManifestEntry, earlier: Good | undefined): Good | undefined {
  const same = reusable(earlier, entry);
  if (!same || stocking.held + heldBy(same) > stocking.limits.total) return undefined;
  stocking.held += heldBy(same);
  return lyingIn(stocking.folder, same);
}

async function stock(stocking: Stocking, entry: ManifestEntry): Promise<Good> {
  const { br, gzip } = entry.compressed;
  if (entry.file === '') return bodiless(entry, stocking.telling);
  return {
    status: entry.status,
    entry,
    identity: await variant(stocking, entry, 'identity', entry.size),
    ...(br !== undefined && { br: await variant(stocking, entry, 'br', br) }),
    ...(gzip !== undefined && { gzip: await variant(stocking, entry, 'gzip', gzip) }),
  };
}

/** Pages first, then the smallest: what is read most is in memory when not everything fits. */
function byUse([, a]: [string, ManifestEntry], [, b]: [string, ManifestEntry]): number {
  const page = (entry: ManifestEntry) => (entry.type.startsWith('text/html') ? 0 : 1);
  return page(a) - page(b) || a.size - b.size;
}

/**
 * Makes the shelf of a build.
 * @param earlier the shelf it follows, whose unchanged goods are taken over
 * @throws {BuildDamaged} when a file is missing, cut short or altered
 */
export async function stockShelf(
  build: Build,
  options: { secure: boolean; earlier?: Shelf; limits?: ShelfLimits },
): Promise<Shelf> {
  const { entries, notFound } = build.manifest;
  const telling = { secure: options.secure };
  const given = options.earlier ?? nothing;
  const earlier = given.telling.secure === telling.secure ? given : nothing;
  const stocking = { folder: build.folder, telling, limits: options.limits ?? shelfLimits, held: 0 };
  const goods = new Map<string, Good>();
  const lost = notFound && (takenOver(stocking, notFound, earlier.notFound) ?? (await stock(stocking, notFound)));
  const waiting = [...entries].sort(byUse).values();
  const worker = async () => {
    for (const [address, entry] of waiting) {
      const before = earlier.goods.get(address);
      goods.set(address, takenOver(stocking, entry, before) ?? (await stock(stocking, entry)));
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return { goods, notFound: lost, telling, held: stocking.held };
}
