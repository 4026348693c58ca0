/**
 * Taking back what was kept for ever, since words were erased of it.
 *
 * Promise: afterwards no page is kept under another key than the one its address has now, whether it is served or was
 * withdrawn, and nothing is left of a page whose keeping was interrupted. To be run while nothing bakes.
 */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** `keptDir`: `DATA_DIR/versions` (see once.ts). `present`: every address ever kept, with its key now. */
export async function forgetOutdated(keptDir: string, present: { path: string; key: string }[]): Promise<void> {
  const pages = path.join(keptDir, 'pages');
  for (const { path: address, key } of present) {
    const place = path.join(pages, address);
    const record = await readFile(`${place}.json`, 'utf8').catch(() => '');
    if (keyIn(record) === key) continue;
    // The record last: while it is there, what it speaks of is not forgotten.
    for (const file of [`${place}.html`, `${place}.json`]) await rm(file, { force: true });
  }
  const names = await readdir(pages, { recursive: true }).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.new'))) await removeAbandoned(path.join(pages, name));
}

function keyIn(record: string): unknown {
  try {
    return JSON.parse(record).key;
  } catch {
    return undefined; // There is none, or a disk altered it: the page goes either way.
  }
}

/** A minute is longer than any file takes to be written. */
async function removeAbandoned(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs > 60_000) await rm(file, { force: true });
}
