/**
 * What stands in a baked site, written beside its public folder as `manifest.json`.
 *
 * Promise: a manifest that is read back has the shape written here, or there is none; a damaged one counts as no bake.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const encodings = z.object({ br: z.number().optional(), gzip: z.number().optional() });

const entry = z.object({
  status: z.union([z.literal(200), z.literal(301), z.literal(404), z.literal(410)]),
  /** Media type with its charset; empty for a redirect. */
  type: z.string(),
  /** Path relative to the folder of the build; empty when there is no body. */
  file: z.string(),
  /** Hexadecimal SHA-256 of the plain bytes. */
  sha256: z.string(),
  /** Bytes of the plain file, and of each compressed sibling that exists. */
  size: z.number(),
  compressed: encodings,
  /** Who made it: the application when asked, the folder of fixed files, or the application's own build. */
  origin: z.enum(['rendered', 'public', 'build']),
  /** `immutable`: the address changes with the bytes. `revalidate`: kept, but asked about each time (ETag). */
  cache: z.enum(['immutable', 'revalidate']),
  location: z.string().optional(),
  /** For a page or a style sheet: the hashed assets it refers to. */
  uses: z.array(z.string()).optional(),
  /** A page that may stand in a frame of other sites. */
  framable: z.boolean().optional(),
  /** What the bytes were made from; see `BakeItem` in plan.ts. */
  key: z.string().optional(),
  /** For a page baked once: when the file kept for ever was written, in milliseconds (see once.ts). */
  keptAt: z.number().optional(),
  /** For a page: the inline styles its content policy allows, by their hash (see policy.ts). */
  styles: z.array(z.string().regex(/^sha256-[A-Za-z0-9+/]{43}=$/)).optional(),
  /** For a hashed asset: the last code build whose pages used it. */
  lastUsedBy: z.string().optional(),
});

const manifest = z.object({
  format: z.literal(1),
  /** Number of the publication at which the whole site was last baked; quick bakes of one page do not move it. */
  publicationNumber: z.number().int(),
  /** Fingerprint of all that shapes the pages besides the content: code build, settings, fixed files. */
  fingerprint: z.string(),
  /** BUILD_ID of the application, and the one before it: hashed assets live that long. */
  codeBuild: z.string(),
  previousCodeBuild: z.string(),
  bakedAt: z.string(),
  /** When the site next changes without a publication, in ISO 8601; absent when it does not. */
  until: z.string().optional(),
  /** Folder name of the build this one replaced, kept on disk; empty for the first. */
  replaced: z.string(),
  notFound: entry.optional(),
  entries: z.record(z.string(), entry),
});

export type ManifestEntry = z.infer<typeof entry>;
export type Manifest = Omit<z.infer<typeof manifest>, 'entries'> & { entries: Map<string, ManifestEntry> };

/** The text of `manifest.json`. */
export function manifestText(value: Manifest): string {
  return JSON.stringify({ ...value, entries: Object.fromEntries(value.entries) });
}

// The manifest last read, by what the system says of its file: of five hundred laureates it takes a tenth of a second
// to read, and a bake asks for the same one several times.
let last: { stamp: string; manifest: Manifest | undefined } | undefined;

/**
 * Reads the manifest of a build's folder; `undefined` when it is absent, damaged or of another format. The same file
 * gives the same object: nobody changes it.
 */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    const stamp = await stampOf(folder);
    if (last?.stamp !== stamp) last = { stamp, manifest: parseManifest(await readFile(fileIn(folder), 'utf8')) };
    return last.manifest;
  } catch {
    return undefined; // No manifest: this folder is not a finished build.
  }
}

/** Spares the reading of a manifest that was just written there, or stands for the one that is there and could not be. */
export async function rememberManifest(folder: string, manifest: Manifest): Promise<void> {
  last = { stamp: await stampOf(folder), manifest };
}

const fileIn = (folder: string) => path.join(folder, 'manifest.json');

async function stampOf(folder: string): Promise<string> {
  const { ino, size, mtimeNs } = await stat(fileIn(folder), { bigint: true });
  return [ino, size, mtimeNs].join();
}

function parseManifest(text: string): Manifest | undefined {
  try {
    const read = manifest.safeParse(JSON.parse(text));
    return read.success ? { ...read.data, entries: new Map(Object.entries(read.data.entries)) } : undefined;
  } catch {
    return undefined; // Not JSON: damaged.
  }
}

/**
 * Whether a baked site must be baked again to show that publication with that code and those settings, now: an
 * announcement may have expired since.
 */
export function isBehind(site: Manifest | undefined, publicationNumber: number, fingerprint: string): boolean {
  if (site?.until !== undefined && new Date(site.until).getTime() <= Date.now()) return true;
  return site === undefined || site.publicationNumber !== publicationNumber || site.fingerprint !== fingerprint;
}
