/**
 * An archive of baked files, as a ZIP (PKWARE APPNOTE 6.3).
 *
 * Promise: it holds the very bytes that stand at the addresses it names, under the names the plan gives, and
 * `MANIFESTE.txt` with the SHA-256 of each, which `sha256sum -c` reads. The same files and the same date make the same
 * bytes. What its addresses lost since is not in it: an archive is made anew or is absent, never an earlier one.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Baked } from './item.ts';
import type { Kitchen } from './kitchen.ts';
import type { ManifestEntry } from './manifest.ts';
import { isText } from './media-types.ts';
import { type BakeItem, fileFor } from './plan.ts';

type ArchiveItem = Extract<BakeItem, { kind: 'archive' }>;

/** A file of the archive: its name in it, and what was baked. */
type Packed = { name: string; entry: ManifestEntry };

/** Changes when the same files would be packed otherwise. */
const FORMAT = 'zip 1';

/** What is said of every archive. */
const finished = { status: 200, type: 'application/zip', origin: 'rendered', cache: 'revalidate' } as const;

function packed(kitchen: Kitchen, { holds }: ArchiveItem): Packed[] {
  return holds.flatMap(({ name, path: address }) => {
    const entry = kitchen.draft.entries.get(address);
    return entry?.status === 200 && entry.file !== '' ? [{ name, entry }] : [];
  });
}

function manifestOf(files: Packed[]): Buffer {
  return Buffer.from(files.map(({ name, entry }) => `${entry.sha256}  ${name}\n`).join(''));
}

/** A ZIP holds the date of a wall clock, without its zone: everywhere the one that UTC shows. */
function wallClock(at: Date): Date {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  return new Date(year, month, day, at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds());
}

/** Packs file after file, so that visitors are answered between two. */
async function pack(kitchen: Kitchen, { folder, at }: ArchiveItem, files: Packed[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const add = (name: string, bytes: Buffer, text: boolean) => {
    // A picture is compressed already.
    const file = text ? new ZipDeflate(`${folder}/${name}`, { level: 9 }) : new ZipPassThrough(`${folder}/${name}`);
    file.mtime = wallClock(at);
    zip.add(file);
    file.push(bytes, true);
  };
  add('MANIFESTE.txt', manifestOf(files), true);
  for (const { name, entry } of files) {
    add(name, await readFile(path.join(kitchen.draft.folder, entry.file)), isText(entry.type));
    await breathe();
  }
  zip.end();
  return Buffer.concat(chunks);
}

/** Bakes an archive from what is in the build. @throws the system's error when the disk refuses */
export async function bakeArchive(kitchen: Kitchen, item: ArchiveItem): Promise<Baked> {
  const files = packed(kitchen, item);
  if (files.length === 0) return { fault: 'une archive dont aucun fichier n’a été cuit', kept: false };
  const contents = JSON.stringify([FORMAT, item.folder, item.at, files.map(({ name, entry }) => [name, entry.sha256])]);
  const key = createHash('sha256').update(contents).digest('hex');
  const earlier = kitchen.previous?.manifest.entries.get(item.path);
  const kept = earlier?.key === key ? await kitchen.keep(earlier) : undefined;
  const unplaced = { ...finished, file: fileFor(item), key };
  const entry = kept ?? (await kitchen.store(await pack(kitchen, item, files), unplaced, earlier));
  kitchen.draft.entries.set(item.path, entry);
  // The manifest is a file of it too.
  kitchen.archives.set(item.path, { bytes: entry.size, files: files.length + 1 });
  return {};
}
