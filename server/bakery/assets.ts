/**
 * The style sheets, fonts and pictures of the application's build that baked pages need, and the fixed files of `public/`.
 *
 * Promise: only what a page or its style sheet refers to is taken, under its own hashed address; what the previous code
 * build's pages used stays one generation longer, for readers whose page is older than the swap.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Kitchen } from './kitchen.ts';
import type { ManifestEntry } from './manifest.ts';
import { isServableAsset, mediaType } from './media-types.ts';
import { type BakeFault, isPlainPath } from './plan.ts';

const root = '/_next/static/';

/** What a style sheet refers to (`url(…)`, `@import "…"`): what stands before, and the reference as written. */
const reference = /(url\(\s*["']?|@import\s*["'])([^)"'\s]+)/g;

/** Addresses a style sheet refers to, resolved against its own. */
function referredBy(sheet: string, address: string): string[] {
  const resolved = [...sheet.matchAll(reference)].map((match) => match[2] ?? '');
  const paths = resolved.flatMap((reference) => {
    const url = URL.parse(reference, `http://site${address}`);
    return url?.host === 'site' && url.pathname.startsWith(root) ? [url.pathname] : [];
  });
  return [...new Set(paths)];
}

async function fromBuild(kitchen: Kitchen, address: string): Promise<Buffer | undefined> {
  if (!isPlainPath(address) || !isServableAsset(address)) return undefined;
  try {
    return await readFile(path.join(kitchen.staticDir, address.slice(root.length)));
  } catch {
    return undefined; // Not of this code build; perhaps of the one before, or of a page kept for ever.
  }
}

/** What a page baked once needs was kept with it (see once.ts). */
async function fromKept(kitchen: Kitchen, address: string): Promise<Buffer | undefined> {
  if (!isPlainPath(address) || !isServableAsset(address)) return undefined;
  return readFile(path.join(kitchen.keptDir, 'assets', address)).catch(() => undefined);
}

/** The text of a style sheet as it says the same from within any page: what it refers to beside itself made absolute. */
function freestanding(sheet: string, address: string): string {
  return sheet.replace(reference, (_, before: string, written: string) => {
    if (/^(?:#|\/|[a-z][a-z0-9+.-]*:)/i.test(written)) return before + written;
    const { pathname, search, hash } = new URL(written, `http://site${address}`);
    return before + pathname + search + hash;
  });
}

/** The text of a style sheet of this code build, to be written into a page; `undefined` when it has none there. */
export function sheetText(kitchen: Kitchen, address: string): Promise<string | undefined> {
  const known = kitchen.sheets.get(address);
  if (known) return known;
  const text = fromBuild(kitchen, address).then(
    (bytes) => bytes && freestanding(new TextDecoder().decode(bytes), address),
  );
  kitchen.sheets.set(address, text);
  return text;
}

function enter(kitchen: Kitchen, address: string, entry: ManifestEntry | undefined): ManifestEntry | undefined {
  if (entry) kitchen.draft.entries.set(address, entry);
  return entry;
}

async function take(kitchen: Kitchen, address: string): Promise<ManifestEntry | undefined> {
  const present = kitchen.draft.entries.get(address);
  if (present) return present;
  const earlier = kitchen.previous?.manifest.entries.get(address);
  const common = { lastUsedBy: kitchen.codeBuild };
  const sameBuild = kitchen.previous?.manifest.codeBuild === kitchen.codeBuild;
  let bytes = earlier && sameBuild ? undefined : await fromBuild(kitchen, address);
  const kept = !bytes && earlier ? await kitchen.keep({ ...earlier, ...common }) : undefined;
  if (kept) return enter(kitchen, address, kept);
  bytes ??= await fromKept(kitchen, address);
  if (!bytes) return undefined;
  const type = mediaType(address);
  const uses = type.startsWith('text/css') ? referredBy(bytes.toString('utf8'), address) : undefined;
  return kitchen.place(address, bytes, {
    ...{ status: 200, type, file: `public${address}`, origin: 'build', cache: 'immutable', ...common },
    ...(uses && uses.length > 0 && { uses }),
  });
}

/**
 * Brings assets into the build, with what their style sheets refer to in turn.
 * @returns the addresses that neither this code build nor the previous site has
 */
export async function bringAssets(kitchen: Kitchen, addresses: string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const address of addresses) {
    let taken = kitchen.assets.get(address);
    if (!taken) {
      taken = take(kitchen, address);
      kitchen.assets.set(address, taken);
    }
    const entry = await taken;
    if (!entry) missing.push(address);
    else if (entry.uses) missing.push(...(await bringAssets(kitchen, entry.uses)));
  }
  return missing;
}

/** Carries over, for one code build more, the assets that no page of this site uses any longer. */
export async function carryOlderAssets(kitchen: Kitchen): Promise<void> {
  const generations = new Set([kitchen.codeBuild, kitchen.previousCodeBuild]);
  for (const [address, entry] of kitchen.previous?.manifest.entries ?? []) {
    const fresh = entry.lastUsedBy !== undefined && generations.has(entry.lastUsedBy);
    if (fresh && !kitchen.draft.entries.has(address)) enter(kitchen, address, await kitchen.keep(entry));
  }
}

/** Brings every file of `public/` in. Hidden files stay out, `.well-known` excepted. */
export async function bringPublicFiles(kitchen: Kitchen): Promise<BakeFault[]> {
  const faults: BakeFault[] = [];
  for (const name of await publicNames(kitchen.publicDir)) {
    const address = `/${name}`;
    if (!isPlainPath(address)) faults.push({ path: address, fault: 'ce nom de fichier n’est pas un chemin simple' });
    else if (kitchen.draft.entries.has(address) || kitchen.draft.holds(`public${address}`))
      faults.push({ path: address, fault: 'un fichier de public/ porte la même adresse' });
    else {
      const bytes = await readFile(path.join(kitchen.publicDir, name));
      const type = mediaType(name);
      await kitchen.place(address, bytes, {
        status: 200,
        type,
        file: `public${address}`,
        origin: 'public',
        cache: 'revalidate',
      });
    }
  }
  return faults;
}

async function publicNames(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((one) => one.isFile())
    .map((one) => path.relative(folder, path.join(one.parentPath, one.name)).split(path.sep).join('/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.') && part !== '.well-known'))
    .sort();
}
