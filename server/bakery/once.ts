/**
 * Pages that are rendered once ever: the versions of the past.
 *
 * Promise: the first bake writes the finished page, what it needs (style sheet, fonts) and a record with its SHA-256 to
 * `DATA_DIR/versions`, each by a temporary name, a sync and a rename; no later bake renders it again, nor writes over it
 * while its key stays the same. A lost site folder gives the same bytes again. A kept file that no longer has its hash is
 * a fault: its address keeps the bytes of the previous build, or has none.
 */
import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { bringAssets } from './assets.ts';
import type { Kitchen } from './kitchen.ts';
import type { ManifestEntry } from './manifest.ts';
import { type BakeItem, fileFor } from './plan.ts';
import { sync } from './swap.ts';

const record = z.object({
  format: z.literal(1),
  key: z.string(),
  sha256: z.string(),
  ids: z.array(z.string()),
  uses: z.array(z.string()),
});

/** What is known of a kept page besides its bytes. */
type Kept = z.infer<typeof record>;

export type Found = { bytes: Buffer; kept: Kept; at: number };

const placeOf = (kitchen: Kitchen, address: string) => path.join(kitchen.keptDir, 'pages', address);
const assetAt = (kitchen: Kitchen, address: string) => path.join(kitchen.keptDir, 'assets', address);

/** When the kept file of an address was last written, in milliseconds; 0 when there is none. */
function writtenAt(kitchen: Kitchen, address: string): number {
  return statSync(`${placeOf(kitchen, address)}.html`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

async function writeWhole(target: string, bytes: Buffer | string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const unfinished = `${target}.${randomBytes(4).toString('hex')}.new`;
  const handle = await open(unfinished, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, target);
  await sync(path.dirname(target));
}

/** The kept page of that key; `undefined` when it was never kept; a sentence when it is damaged. */
async function find(kitchen: Kitchen, address: string, key: string): Promise<Found | string | undefined> {
  const place = placeOf(kitchen, address);
  const text = await readFile(`${place}.json`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const damaged = 'la version gardée est abîmée\u00a0: restaurez le dossier versions d’une sauvegarde';
  let read: z.ZodSafeParseResult<Kept>;
  try {
    read = record.safeParse(JSON.parse(text));
  } catch {
    return damaged; // Not JSON: a disk altered it.
  }
  if (!read.success) return damaged;
  if (read.data.key !== key) return undefined;
  const bytes = await readFile(`${place}.html`).catch(() => undefined);
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== read.data.sha256) return damaged;
  return { bytes, kept: read.data, at: writtenAt(kitchen, address) };
}

/** Keeps a page for ever, after what it needs. The record comes last: without it nothing was kept. */
async function keepForEver(kitchen: Kitchen, address: string, bytes: Buffer, about: Omit<Kept, 'format' | 'sha256'>) {
  for (const asset of needed(kitchen, about.uses)) {
    const file = kitchen.draft.entries.get(asset)?.file;
    if (file === undefined || statSync(assetAt(kitchen, asset), { throwIfNoEntry: false })) continue;
    await writeWhole(assetAt(kitchen, asset), await readFile(path.join(kitchen.draft.folder, file)));
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kept: Kept = { format: 1, sha256, ...about };
  await writeWhole(`${placeOf(kitchen, address)}.html`, bytes);
  await writeWhole(`${placeOf(kitchen, address)}.json`, JSON.stringify(kept));
  return { bytes, kept, at: writtenAt(kitchen, address) };
}

/** These assets, and those that they refer to in turn. */
function needed(kitchen: Kitchen, uses: string[]): string[] {
  return uses.flatMap((one) => [one, ...needed(kitchen, kitchen.draft.entries.get(one)?.uses ?? [])]);
}

type OnceItem = Extract<BakeItem, { kind: 'page' }>;
type Fresh = { bytes: Buffer; ids: string[]; uses: string[] };

/** The previous build's bytes of a page whose kept file is lost: they are kept again. */
async function fromBuild(kitchen: Kitchen, earlier: ManifestEntry): Promise<Buffer | undefined> {
  if (!kitchen.previous) return undefined;
  const bytes = await readFile(path.join(kitchen.previous.folder, earlier.file)).catch(() => undefined);
  return bytes && createHash('sha256').update(bytes).digest('hex') === earlier.sha256 ? bytes : undefined;
}

/**
 * The entry of a page baked once, in the build: carried over while nobody touched the kept file, else from that file,
 * else rendered by `make` and kept.
 * @returns the entry and the ids of the page when they were read; or the fault, and the entry it falls back on
 */
export async function bakeOnce(
  kitchen: Kitchen,
  item: OnceItem,
  make: () => Promise<Fresh | string>,
): Promise<{ entry?: ManifestEntry | undefined; ids?: string[]; fault?: string }> {
  const { path: address, key = '' } = item;
  const previous = kitchen.previous?.manifest.entries.get(address);
  const earlier = previous?.key === key && previous.status === 200 ? previous : undefined;
  const carry = async () => {
    if (!earlier || (await bringAssets(kitchen, earlier.uses ?? [])).length > 0) return undefined;
    return kitchen.keep(earlier);
  };
  if (earlier && earlier.keptAt === writtenAt(kitchen, address)) {
    const entry = await carry();
    if (entry) return { entry };
  }
  let found = await find(kitchen, address, key);
  if (typeof found === 'string') return { fault: found, entry: await carry() };
  const same = found ? undefined : earlier && (await fromBuild(kitchen, earlier));
  if (same && earlier && (await carry())) {
    found = await keepForEver(kitchen, address, same, { key, ids: [], uses: earlier.uses ?? [] });
  }
  if (!found) {
    const fresh = await make();
    if (typeof fresh === 'string') return { fault: fresh };
    found = await keepForEver(kitchen, address, fresh.bytes, { key, ids: fresh.ids, uses: fresh.uses });
  }
  const { bytes, kept, at } = found;
  const missing = await bringAssets(kitchen, kept.uses);
  if (missing.length > 0) return { fault: `fichiers introuvables\u00a0: ${missing.join(', ')}` };
  await kitchen.draft.drop(fileFor(item));
  const entry = await kitchen.store(
    bytes,
    {
      ...{ status: 200, type: 'text/html; charset=utf-8', file: fileFor(item), origin: 'rendered' },
      ...{ cache: 'revalidate', key, keptAt: at, ...(kept.uses.length > 0 && { uses: kept.uses }) },
    },
    earlier,
  );
  return { entry, ...(kept.ids.length > 0 && { ids: kept.ids }) };
}
