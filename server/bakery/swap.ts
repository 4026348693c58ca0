/**
 * The folder of the baked sites: which one is online, and how another takes its place.
 *
 * Promise: `DATA_DIR/site/current` is a relative symbolic link to a finished build, replaced by one rename, so a reader
 * sees the old site or the new one. Besides it stand the build it replaced, and nothing else once swept.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsync, openSync } from 'node:fs';
import { mkdir, readdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Manifest, manifestText, readManifest } from './manifest.ts';

/** A finished build: its name in the site folder, its absolute folder, what stands in it. */
export type Build = { name: string; folder: string; manifest: Manifest };

/** The build now online; `undefined` when there is none or its manifest cannot be read. */
export async function currentBuild(siteDir: string): Promise<Build | undefined> {
  const name = await linkedName(siteDir);
  if (name === undefined) return undefined;
  const folder = path.join(siteDir, name);
  const manifest = await readManifest(folder);
  return manifest && { name, folder, manifest };
}

async function linkedName(siteDir: string): Promise<string | undefined> {
  try {
    const name = await readlink(path.join(siteDir, 'current'));
    return path.basename(name) === name ? name : undefined;
  } catch {
    return undefined; // No link: nothing was ever baked here.
  }
}

/** Writes what the system still holds of an open file to the disk. */
export const toTheDisk: (opened: number) => Promise<void> = promisify(fsync);

/** Writes what the system still holds of a file or a folder to the disk. */
export async function sync(target: string): Promise<void> {
  const file = openSync(target, 'r');
  try {
    await toTheDisk(file);
  } finally {
    closeSync(file);
  }
}

/** A name that no build has had; in the order of time. */
export function newBuildName(): string {
  return `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomBytes(3).toString('hex')}`;
}

/** Puts a finished build online. The rename is the moment of publication. */
export async function putOnline(siteDir: string, name: string): Promise<void> {
  const link = path.join(siteDir, 'current.next');
  await rm(link, { force: true });
  await symlink(name, link);
  await rename(link, path.join(siteDir, 'current'));
  // From here the site is the new one, whatever happens; unsynced, a power cut could at worst bring the old one back.
  await sync(siteDir).catch(() => undefined);
}

/**
 * Removes everything but the build online and, unless it is to be `alone`, the one it replaced: older builds, and what a
 * killed bake left. Makes the folder when it is missing.
 */
export async function sweep(
  siteDir: string,
  how: 'alone' | 'with the one before' = 'with the one before',
): Promise<void> {
  await mkdir(siteDir, { recursive: true });
  const online = await currentBuild(siteDir);
  const linked = await linkedName(siteDir);
  const kept = new Set(['current', linked, ...(how === 'alone' ? [] : [online?.manifest.replaced])]);
  for (const name of await readdir(siteDir)) {
    if (!kept.has(name)) await rm(path.join(siteDir, name), { recursive: true, force: true });
  }
}

/** A number that no publication has. */
const NEVER = -1;

/**
 * Makes the build online one that must be baked again: the store is another than it was baked from. It is served as it
 * is until then. Does nothing when there is no build.
 */
export async function markBehind(siteDir: string): Promise<void> {
  const build = await currentBuild(siteDir);
  if (!build) return;
  await rewriteManifest({ ...build, manifest: { ...build.manifest, publicationNumber: NEVER } });
}

/** Writes what is said of a finished build anew, by one rename. @throws the system's error: the former stands */
export async function rewriteManifest({ folder, manifest }: Build): Promise<void> {
  const file = path.join(folder, 'manifest.json');
  await writeFile(`${file}.next`, manifestText(manifest), { flush: true });
  await rename(`${file}.next`, file);
}
