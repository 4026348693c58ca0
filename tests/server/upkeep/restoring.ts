/** A data folder to restore into and a place outside it, for each test, and what a restoration says and leaves. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openStore, reader } from '../../../server/database.ts';
import { StartError } from '../../../server/start/checks.ts';
import { BackupError } from '../../../server/upkeep/archive.ts';
import { restoreBackup } from '../../../server/upkeep/restore.ts';
import { dataDir, eachWithADataFolder, folder } from './data-folder.ts';

export let elsewhere: string;

/** Called once at the top of a test file. */
export function eachWithSomewhereElse(): void {
  eachWithADataFolder();
  beforeEach(async () => {
    elsewhere = await mkdtemp(path.join(tmpdir(), 'palmares-restore-'));
    Object.assign(process.env, { DATA_DIR: dataDir, SECRET_KEY: '' });
  });
  afterEach(() => rm(elsewhere, { recursive: true }));
}

/** What the operator is told; anything but a sentence says so. */
export const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: Error) =>
      error instanceof BackupError || error instanceof StartError
        ? error.message
        : `not a sentence: ${error.name} ${error.stack}`,
  );
export const entries = async () => {
  await openStore(path.join(dataDir, 'palmares.db'));
  return (await reader().entry.findMany({ orderBy: { id: 'asc' } })).map((one) => one.id);
};
export const restore = (file: string) => restoreBackup(file, { dataDir, folder });
