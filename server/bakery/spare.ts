/**
 * The folder of the next build, laid out beforehand while nothing bakes: every file of the build online, by hard link, and
 * its folders on the disk.
 *
 * Promise: a quick bake that finds one only takes out and writes what changed, so that its time does not grow with the
 * site; one that finds none lays its folder itself. A spare serves once, and only over the build it was laid from.
 */
import path from 'node:path';
import { type Carried, Draft } from './draft.ts';
import { type Build, newBuildName } from './swap.ts';

/** Every file of a build but those of the replaced addresses, its page of unknown addresses among them. */
export function* filesOf({ manifest }: Build, replaced: ReadonlySet<string>): Generator<Carried> {
  for (const [address, { file, compressed, origin }] of manifest.entries) {
    if (file && !(replaced.has(address) && origin === 'rendered')) yield { from: file, to: file, compressed };
  }
  const { notFound } = manifest;
  if (notFound) yield { from: notFound.file, to: notFound.file, compressed: notFound.compressed };
}

export class Spare {
  #laid: { of: string; draft: Draft } | undefined;

  /** The folder laid over that build; `undefined` when there is none. */
  take(of: string): Draft | undefined {
    const laid = this.#laid;
    this.#laid = undefined;
    return laid?.of === of ? laid.draft : undefined;
  }

  /** Its folder is gone, or is to go: it is not used. */
  forget(): void {
    this.#laid = undefined;
  }

  /** Lays one out over that build, unless there is one; gives up as soon as `interrupted` says so. A failure costs time later. */
  async lay(siteDir: string, online: Build | undefined, interrupted: () => boolean): Promise<void> {
    if (!online || this.#laid?.of === online.name || interrupted()) return;
    this.#laid = undefined;
    const draft = new Draft(path.join(siteDir, newBuildName()));
    try {
      const whole = await draft.carry(online.folder, filesOf(online, new Set()), interrupted);
      if (!whole) return;
      await draft.settle();
      this.#laid = { of: online.name, draft };
    } catch {
      // A file is gone, or the disk is full: the next sweep takes away what was begun.
    }
  }
}

/** Puts in the draft everything of the build that stays: all but the replaced addresses. */
export async function layOver(draft: Draft, previous: Build, replaced: ReadonlySet<string>): Promise<void> {
  for (const [address, entry] of previous.manifest.entries) {
    if (!(replaced.has(address) && entry.origin === 'rendered')) draft.entries.set(address, entry);
  }
  const staying = [...filesOf(previous, replaced)];
  if (draft.isEmpty) await draft.carry(previous.folder, staying);
  else draft.keepOnly(new Set(staying.map(({ to }) => to)));
}
