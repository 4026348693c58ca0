/** Looks for words in every byte of a data folder: in its packed files too, whatever their folder. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';

/** Every file of the data folder with what it holds, packed or not. */
async function everyByte(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!one.isFile()) continue;
    const name = path.relative(folder, path.join(one.parentPath, one.name));
    const bytes = await readFile(path.join(folder, name));
    const packed = name.endsWith('.zip') ? Object.values(unzipSync(bytes)).map((each) => Buffer.from(each)) : [];
    if (name.endsWith('.br')) packed.push(brotliDecompressSync(bytes));
    if (name.endsWith('.gz')) packed.push(gunzipSync(bytes));
    found.set(name, Buffer.concat([bytes, ...packed]).toString('latin1'));
  }
  return found;
}

/** The files of the data folder that hold the words. */
export const filesHolding = async (folder: string, words: string) =>
  [...(await everyByte(folder))].flatMap(([name, held]) => (held.includes(words) ? [name] : []));
