/**
 * A file that is either whole or absent.
 *
 * Promise: what `fill` writes appears under the asked name only when it is finished and on the disk; a process killed
 * meanwhile leaves at most a file under another name, which a later call removes.
 */
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Long enough for any `fill`: an unfinished file older than this belongs to a process that was killed. */
const abandonedAfter = 10 * 60 * 1000;

/**
 * Makes `file`, and its folder when missing, from what `fill` writes under the name it is given.
 * @throws whatever `fill` throws; an error with code EEXIST when somebody else made the file meanwhile.
 */
export async function makeWhole<T>(file: string, fill: (unfinished: string) => Promise<T>): Promise<T> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  await sweep(file);
  const unfinished = `${file}.unfinished-${process.pid}`;
  try {
    const result = await fill(unfinished);
    await flush(unfinished);
    await giveName(unfinished, file);
    await flush(folder);
    return result;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** A hard link never replaces a file that somebody else made; only where there are no hard links is it a rename. */
async function giveName(unfinished: string, file: string): Promise<void> {
  try {
    await link(unfinished, file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw error;
    await rename(unfinished, file);
  }
}

async function flush(fileOrFolder: string): Promise<void> {
  const handle = await open(fileOrFolder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function sweep(file: string): Promise<void> {
  const folder = path.dirname(file);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${path.basename(file)}.unfinished-`)) continue;
    const left = path.join(folder, name);
    const found = await stat(left).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandonedAfter) await rm(left, { force: true });
  }
}
