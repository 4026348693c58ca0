/**
 * Taking addresses off the site online when no new one can be made.
 *
 * Promise: afterwards whoever serves the folder finds nothing at those addresses, nor anything compressed beside them, and
 * no later bake carries them over. Only their names in this build go: the bytes that other builds share by hard link, and
 * the versions kept for ever (once.ts), stay. It takes no space on the disk, but for the manifest.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { rememberManifest } from './manifest.ts';
import { siblingOf } from './siblings.ts';
import { type Build, currentBuild, rewriteManifest } from './swap.ts';

/** The same build, said not to hold these addresses. */
export function lacking(build: Build, addresses: readonly string[]): Build {
  const entries = new Map(build.manifest.entries);
  for (const address of addresses) entries.delete(address);
  return { ...build, manifest: { ...build.manifest, entries } };
}

/** @returns the build online as it is now, when there is one; and a sentence when a file would not go */
export async function takeOff(siteDir: string, addresses: string[]): Promise<{ build?: Build; fault?: string }> {
  const found = await currentBuild(siteDir);
  if (!found) return {};
  const files = addresses.flatMap((one) => found.manifest.entries.get(one)?.file || []);
  const targets = files.map((file) => path.join(found.folder, file));
  const names = targets.flatMap((one) => [one, siblingOf(one, 'br'), siblingOf(one, 'gzip')]);
  const ends = await Promise.allSettled(names.map((name) => rm(name, { force: true })));
  const build = lacking(found, addresses);
  // On a full disk the former manifest stands until the next bake; this process goes by what it knows.
  await rewriteManifest(build)
    .catch(() => rememberManifest(build.folder, build.manifest))
    .catch(() => undefined); // The folder itself is gone: there is nothing left to serve.
  const left = ends.find((end) => end.status === 'rejected');
  if (!left) return { build };
  const fault = `✗ Des pages retirées restent dans le dossier du site (${left.reason}) : arrêtez ce qui le sert, puis effacez-les.`;
  return { build, fault };
}
