/**
 * What is left of erased words on the disk, seen to after the act.
 *
 * Promise: `finishErasures` returns `ok` when no byte of the database file, of its log, of any build nor of any kept
 * version was written before the last erasure; only then is an erasure marked finished. Otherwise the sentence says what
 * stands in the way, and calling it again, as each start does, goes on where it stopped. Backups made before keep the
 * words until they are removed.
 */
import { forgetOutdated } from '../bakery/forget.ts';
import type { Bakery } from '../bakery/present.ts';
import { reader, StoreError, scrubStore, write } from '../database.ts';
import { versionAddresses } from '../published/versions.ts';

export type Finished = { ok: true } | { ok: false; sentence: string };

const unfinished = (sentence: string): Finished => ({ ok: false, sentence });

/** Finishes every erasure that is not; does nothing when there is none. */
export async function finishErasures(queue: Bakery | undefined): Promise<Finished> {
  const pending = await reader().erasure.findMany({ where: { finishedAt: null }, select: { id: true } });
  if (pending.length === 0) return { ok: true };
  try {
    await scrubStore();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return unfinished(`Le fichier de la base n’a pas pu être récrit à neuf. ${error.message}`);
  }
  if (!queue) return unfinished('Ce serveur ne sert pas le site public : lancez « npm start », qui le refera.');
  const { standing, withdrawn } = await versionAddresses();
  const result = await queue.bakeAlone((keptDir) => forgetOutdated(keptDir, [...standing, ...withdrawn]));
  if (!result.ok) return unfinished(result.message);
  const older = result.failed.filter((one) => one.kept).map((one) => one.path);
  if (older.length > 0) return unfinished(`Ces pages n’ont pas pu être refaites : ${older.join(', ')}.`);
  const ids = pending.map((one) => one.id);
  await write((tx) => tx.erasure.updateMany({ where: { id: { in: ids } }, data: { finishedAt: new Date() } }));
  return { ok: true };
}
