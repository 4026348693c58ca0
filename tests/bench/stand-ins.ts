/**
 * Stand-ins for the pages of many laureates, so that an edit among five hundred is measured without first rendering the
 * other pages, which takes minutes.
 *
 * Promise: the present build then holds, for each live laureate that it does not, the files of one that it does, under
 * the other’s addresses, and says that it is current. What is measured afterwards carries, counts and serves as many
 * files as a real site of that size.
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ManifestEntry, manifestText, readManifest } from '../../server/bakery/manifest.ts';
import { siblingOf } from '../../server/bakery/siblings.ts';
import { reader } from '../../server/database.ts';
import { lastPublication } from '../../server/published/addresses.ts';

async function copies(folder: string, { file, compressed }: ManifestEntry, to: string): Promise<void> {
  await mkdir(path.join(folder, path.dirname(to)), { recursive: true });
  await copyFile(path.join(folder, file), path.join(folder, to));
  for (const kind of ['br', 'gzip'] as const)
    if (compressed[kind] !== undefined)
      await copyFile(path.join(folder, siblingOf(file, kind)), path.join(folder, siblingOf(to, kind)));
}

/** @param siteDir `DATA_DIR/site` */
export async function standIn(siteDir: string): Promise<void> {
  const folder = path.join(siteDir, 'current');
  const manifest = await readManifest(folder);
  if (!manifest) throw new Error('Nothing was baked.');
  const live = await reader().entry.findMany({ where: { kind: 'laureate', publishedAt: { not: null } } });
  const [model = ''] = live.map(({ slug }) => `/laureats/${slug}`).filter((one) => manifest.entries.has(one));
  const own = [...manifest.entries].filter(([address]) => address === model || address.startsWith(`${model}/`));
  for (const { slug } of live) {
    if (manifest.entries.has(`/laureats/${slug}`)) continue;
    for (const [address, entry] of own) {
      const there = (text: string) => text.replace(model, `/laureats/${slug}`);
      await copies(folder, entry, there(entry.file));
      manifest.entries.set(there(address), { ...entry, file: there(entry.file) });
    }
  }
  const { number } = await lastPublication();
  await writeFile(path.join(folder, 'manifest.json'), manifestText({ ...manifest, publicationNumber: number }));
}
