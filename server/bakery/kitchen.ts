/**
 * One bake at work: where it takes from, where it puts, what it has measured.
 *
 * Promise: bytes that did not change since the previous build are carried over with their compressed siblings, others
 * are compressed and written.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { rendersAtOnce } from '../limits.ts';
import { type Compressed, compress } from './compress.ts';
import { Draft } from './draft.ts';
import { openGate } from './gate.ts';
import { type Manifest, type ManifestEntry, rememberManifest } from './manifest.ts';
import { isText } from './media-types.ts';
import { nginxFiles } from './nginx.ts';
import type { Renderer } from './render.ts';
import { siblingOf } from './siblings.ts';
import type { Spare } from './spare.ts';
import { type Build, newBuildName } from './swap.ts';

/** What every bake of a process has in common. Folders are absolute paths. */
export type BakerySettings = {
  /** Where builds are kept: `DATA_DIR/site`. */
  siteDir: string;
  /** The application's hashed assets: `.next/static`. */
  staticDir: string;
  publicDir: string;
  /** BUILD_ID of the application. */
  codeBuild: string;
  /** See {@link Manifest.fingerprint}. */
  fingerprint: string;
  /** Origin of the public site. */
  siteUrl: string;
  render: Renderer;
  /** Whether the application itself answers at that path: a link there is no broken link. */
  isDoor: (path: string) => boolean;
  /** Where a quick bake may find its folder laid out. */
  spare?: Spare;
};

/** Where pages baked once are kept for ever: beside the builds (see once.ts). */
export const keptDirOf = (siteDir: string): string => path.join(path.dirname(siteDir), 'versions');

/** Milliseconds spent in each stage, summed over the files (two at a time; stages overlap), and by the clock in all. */
export type Timings = { render: number; freeze: number; compress: number; write: number; total: number };

/** An entry before its bytes are known. */
type Unplaced = Omit<ManifestEntry, 'sha256' | 'size' | 'compressed'>;

export class Kitchen {
  readonly staticDir: string;
  readonly publicDir: string;
  readonly codeBuild: string;
  readonly previousCodeBuild: string;
  readonly fingerprint: string;
  readonly #render: Renderer;
  readonly #secure: boolean;
  /** A few renders at a time keep both the application and the compression busy. */
  readonly #rendering = openGate(rendersAtOnce);
  readonly previous: Build | undefined;
  readonly keptDir: string;
  readonly name: string;
  readonly draft: Draft;
  notFound: ManifestEntry | undefined;
  readonly assets = new Map<string, Promise<ManifestEntry | undefined>>();
  /** Texts of the style sheets written into pages, by address. */
  readonly sheets = new Map<string, Promise<string | undefined>>();
  readonly ms: Timings = { render: 0, freeze: 0, compress: 0, write: 0, total: 0 };
  /** Archives of this bake: their bytes and how many files they hold. */
  readonly archives = new Map<string, { bytes: number; files: number }>();
  carried = 0;
  written = 0;

  /** `laid`: the folder of this build, when it was laid out beforehand. */
  constructor(settings: BakerySettings, previous: Build | undefined, laid?: Draft) {
    this.staticDir = settings.staticDir;
    this.publicDir = settings.publicDir;
    this.codeBuild = settings.codeBuild;
    this.fingerprint = settings.fingerprint;
    this.#render = settings.render;
    this.#secure = settings.siteUrl.startsWith('https:');
    this.previous = previous;
    this.keptDir = keptDirOf(settings.siteDir);
    const last = previous?.manifest;
    this.previousCodeBuild = (last?.codeBuild === this.codeBuild ? last.previousCodeBuild : last?.codeBuild) ?? '';
    this.draft = laid ?? new Draft(path.join(settings.siteDir, newBuildName()));
    this.name = path.basename(this.draft.folder);
  }

  /** Runs a stage and adds its time. */
  async timed<T>(stage: keyof Timings, work: () => Promise<T> | T): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.ms[stage] += performance.now() - start;
    }
  }

  /** Asks the renderer for a path, when its turn has come. */
  render(path: string): ReturnType<Renderer> {
    return this.#rendering(() => this.timed('render', () => this.#render(path)));
  }

  /** Puts bytes in the build at their address. @returns the entry, which is in the manifest */
  async place(address: string, bytes: Buffer, unplaced: Unplaced): Promise<ManifestEntry> {
    const entry = await this.store(bytes, unplaced, this.previous?.manifest.entries.get(address));
    this.draft.entries.set(address, entry);
    return entry;
  }

  /** Puts bytes in the build: by a link to the earlier file when they are the same, else compressed and written. */
  async store(bytes: Buffer, unplaced: Unplaced, earlier: ManifestEntry | undefined): Promise<ManifestEntry> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const same = earlier?.sha256 === sha256 && earlier.type === unplaced.type && earlier.file !== '';
    if (same && (await this.#carry(earlier, unplaced.file))) {
      return { ...unplaced, sha256, size: bytes.length, compressed: earlier.compressed };
    }
    const smaller: Compressed = isText(unplaced.type) ? await this.timed('compress', () => compress(bytes)) : {};
    await this.timed('write', () => this.#write(unplaced.file, bytes, smaller));
    this.written += 1;
    const compressed = {
      ...(smaller.br && { br: smaller.br.length }),
      ...(smaller.gzip && { gzip: smaller.gzip.length }),
    };
    return { ...unplaced, sha256, size: bytes.length, compressed };
  }

  #write(file: string, bytes: Buffer, { br, gzip }: Compressed): void {
    this.draft.write(file, bytes);
    if (br) this.draft.write(siblingOf(file, 'br'), br);
    if (gzip) this.draft.write(siblingOf(file, 'gzip'), gzip);
  }

  async #carry(earlier: ManifestEntry, file: string): Promise<boolean> {
    if (!this.previous) return false;
    const { folder } = this.previous;
    try {
      await this.timed('write', () =>
        this.draft.carry(folder, [{ from: earlier.file, to: file, compressed: earlier.compressed }]),
      );
    } catch (error) {
      // Somebody removed the earlier file: it is written anew. Anything else is the disk's refusal.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      await this.draft.drop(file);
      return false;
    }
    this.carried += 1;
    return true;
  }

  /** Writes a file that is no entry; by a link to the previous build's, which needs no wait for the disk, when it is the same. */
  async #writeUnlessSame(file: string, text: string): Promise<void> {
    const folder = this.previous?.folder;
    const earlier = folder && (await readFile(path.join(folder, file), 'utf8').catch(() => undefined));
    if (folder && earlier === text) await this.draft.carry(folder, [{ from: file, to: file, compressed: {} }]);
    else this.draft.write(file, text);
  }

  /** Keeps an entry of the previous build, its file where it was. @returns it, or `undefined` when its file is lost */
  async keep(entry: ManifestEntry): Promise<ManifestEntry | undefined> {
    return entry.file === '' || (await this.#carry(entry, entry.file)) ? entry : undefined;
  }

  /** Seals the build: of the whole site at that publication, or with the previous build's marks. @returns it */
  async seal(marks: Pick<Manifest, 'publicationNumber' | 'fingerprint' | 'until'>): Promise<Build> {
    const manifest = {
      format: 1 as const,
      publicationNumber: marks.publicationNumber,
      fingerprint: marks.fingerprint,
      codeBuild: this.codeBuild,
      previousCodeBuild: this.previousCodeBuild,
      bakedAt: new Date().toISOString(),
      ...(marks.until !== undefined && { until: marks.until }),
      replaced: this.previous?.name ?? '',
      ...(this.notFound && { notFound: this.notFound }),
    };
    const { entries } = this.draft;
    const forNginx = nginxFiles({ entries, notFound: this.notFound, secure: this.#secure });
    await this.timed('write', async () => {
      for (const [file, text] of Object.entries(forNginx)) await this.#writeUnlessSame(file, text);
      await this.draft.seal(manifest);
    });
    const { name, draft } = this;
    const build = { name, folder: draft.folder, manifest: { ...manifest, entries } };
    await rememberManifest(build.folder, build.manifest);
    return build;
  }
}
