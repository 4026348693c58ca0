/**
 * A build in the making: its folder, and what has been put in it.
 *
 * Promise: a file is written or linked once and never opened for writing again, so the builds that share it by hard
 * link cannot be altered; `seal` returns when every byte and name is on the disk.
 */
import { closeSync, copyFileSync, linkSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { type Manifest, type ManifestEntry, manifestText } from './manifest.ts';
import { siblingOf } from './siblings.ts';
import { sync, toTheDisk } from './swap.ts';

/** A file to carry over: where it stood and where it goes, with the compressed siblings it has. */
export type Carried = { from: string; to: string; compressed: ManifestEntry['compressed'] };

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    // Some file systems have no hard links, or no more for this file: a copy costs space only.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EMLINK' && code !== 'EXDEV') throw error;
    copyFileSync(from, to);
  }
}

/** Files written and left open until `seal`, which then need not open them again: that is half of what a file costs. */
const OPEN_AT_MOST = 256;

async function inFours<T>(all: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all].values();
  const worker = async () => {
    for (const one of waiting) await work(one);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}

export class Draft {
  readonly folder: string;
  readonly entries = new Map<string, ManifestEntry>();
  #folders = new Set<string>();
  /** Those whose names changed since `settle`. */
  #unsettled = new Set<string>();
  #files = new Set<string>();
  #unsynced: string[] = [];
  #open: number[] = [];

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(path.join(folder, 'public'), { recursive: true });
    for (const one of [folder, path.join(folder, 'public')]) {
      this.#folders.add(one);
      this.#unsettled.add(one);
    }
  }

  /** Nothing was put in it yet. */
  get isEmpty(): boolean {
    return this.#files.size === 0;
  }

  /** Whether something has that file name already, relative to the folder of the build. */
  holds(file: string): boolean {
    return this.#files.has(file);
  }

  #target(file: string): string {
    this.#files.add(file);
    const target = path.join(this.folder, file);
    const parent = path.dirname(target);
    if (!this.#folders.has(parent)) {
      mkdirSync(parent, { recursive: true });
      let one = parent;
      for (; !this.#folders.has(one); one = path.dirname(one)) {
        this.#folders.add(one);
        this.#unsettled.add(one);
      }
      this.#unsettled.add(one);
    }
    this.#unsettled.add(parent);
    return target;
  }

  /** Writes a new file, into the system's memory: that waits for nothing. @throws the system's error, on a full disk for one. */
  write(file: string, bytes: Buffer | string): void {
    const target = this.#target(file);
    const opened = openSync(target, 'wx');
    const stays = this.#open.length < OPEN_AT_MOST;
    if (stays) this.#open.push(opened);
    else this.#unsynced.push(target);
    try {
      writeFileSync(opened, bytes);
    } finally {
      if (!stays) closeSync(opened);
    }
  }

  #close(): void {
    for (const opened of this.#open.splice(0)) closeSync(opened);
  }

  /**
   * Carries files over from another build's folder.
   * Linking is several times cheaper synchronously; the loop lets visitors be answered every two milliseconds.
   * @returns whether all were, before `interrupted` said to stop
   */
  async carry(folder: string, files: Iterable<Carried>, interrupted?: () => boolean): Promise<boolean> {
    let since = performance.now();
    for (const { from, to, compressed } of files) {
      const [source, target] = [path.join(folder, from), this.#target(to)];
      linkOrCopy(source, target);
      if (compressed.br !== undefined) linkOrCopy(siblingOf(source, 'br'), siblingOf(target, 'br'));
      if (compressed.gzip !== undefined) linkOrCopy(siblingOf(source, 'gzip'), siblingOf(target, 'gzip'));
      if (performance.now() - since > 2) {
        await breathe();
        if (interrupted?.()) return false;
        since = performance.now();
      }
    }
    return true;
  }

  /** Takes away every file but these, with its siblings. */
  keepOnly(files: ReadonlySet<string>): void {
    for (const file of this.#files) {
      if (files.has(file)) continue;
      const target = this.#target(file);
      for (const one of [target, siblingOf(target, 'br'), siblingOf(target, 'gzip')]) rmSync(one, { force: true });
      this.#files.delete(file);
    }
  }

  /** Waits until the folders, and the names in them, are on the disk. */
  async settle(): Promise<void> {
    await inFours(this.#unsettled, sync);
    this.#unsettled.clear();
  }

  /** Takes back a file and its siblings, carried over in part. */
  async drop(file: string): Promise<void> {
    const target = this.#target(file);
    await Promise.all(
      [target, siblingOf(target, 'br'), siblingOf(target, 'gzip')].map((one) => rm(one, { force: true })),
    );
  }

  /**
   * Writes the manifest and waits until everything is on the disk: files first, then the folders that name them.
   * All at the end, because the first wait makes the file system write most of what the others wait for.
   */
  async seal(manifest: Omit<Manifest, 'entries'>): Promise<void> {
    this.write('manifest.json', manifestText({ ...manifest, entries: this.entries }));
    await inFours(this.#open, toTheDisk);
    this.#close();
    await inFours(this.#unsynced, sync);
    await this.settle();
  }

  /** Removes the folder: this build will not be. */
  async discard(): Promise<void> {
    this.#close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
