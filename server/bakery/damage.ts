/**
 * Finds what a disk lost or altered in a finished build.
 *
 * Promise: after `removeDamaged`, every file that remains is byte for byte what was baked (compressed siblings: of the
 * length that was baked); the others are gone, so that the next bake writes them anew.
 */
import { createHash } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ManifestEntry } from './manifest.ts';
import { siblingOf } from './siblings.ts';
import type { Build } from './swap.ts';

async function isSound(file: string, entry: ManifestEntry): Promise<boolean> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== entry.sha256) return false;
  for (const encoding of ['br', 'gzip'] as const) {
    const expected = entry.compressed[encoding];
    const found = await stat(siblingOf(file, encoding)).catch(() => undefined);
    if (expected !== undefined && found?.size !== expected) return false;
  }
  return true;
}

/** Removes the damaged files of a build, with their compressed siblings. @returns their names in the build */
export async function removeDamaged(build: Build): Promise<string[]> {
  const { entries, notFound } = build.manifest;
  const removed: string[] = [];
  for (const entry of [...entries.values(), ...(notFound ? [notFound] : [])]) {
    const file = path.join(build.folder, entry.file);
    if (entry.file === '' || (await isSound(file, entry))) continue;
    for (const one of [file, siblingOf(file, 'br'), siblingOf(file, 'gzip')]) await rm(one, { force: true });
    removed.push(entry.file);
  }
  return removed;
}
