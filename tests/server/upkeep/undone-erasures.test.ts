import { copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect } from 'vitest';
import { closeStore, openStore, write } from '../../../server/database.ts';
import { makeBackup } from '../../../server/upkeep/backup.ts';
import { longTest as test } from '../../effort.ts';
import { dataDir, folder } from './data-folder.ts';
import { eachWithSomewhereElse, elsewhere, restore } from './restoring.ts';

eachWithSomewhereElse();

const erase = (id: string, when: Date) => {
  const data = { id, at: when, actorId: 'aminata', reason: `Demande ${id}`, count: 1, finishedAt: null };
  return write((tx) => tx.erasure.create({ data }));
};
const database = () => path.join(dataDir, 'palmares.db');
const day = 24 * 3600_000;
const told = [{ at: expect.any(Date), reason: 'Demande depuis' }];
const doubt = (why: string) => expect.stringMatching(new RegExp(`ne sont pas tous connus .*${why}.*refaites-les`));

/** As a process killed while it moved things leaves them: what was there is aside, and the mark stands. */
async function interrupted(mark: string, aside: string): Promise<string> {
  const to = path.join(dataDir, 'replaced', aside);
  await mkdir(to, { recursive: true });
  await rename(database(), path.join(to, 'palmares.db'));
  await writeFile(path.join(dataDir, 'restore.unfinished'), mark);
  return to;
}

describe('the erasures made since, whose words are back,', () => {
  let backup: string;
  beforeEach(async () => {
    await erase('avant', new Date(Date.now() - day));
    ({ file: backup } = await makeBackup({ dataDir, folder }));
    // Dated by a clock that was late: what the backup does not know was made since, whatever it says.
    await erase('depuis', new Date(Date.now() - 2 * day));
    await closeStore();
  });

  test('are named, once', async () => {
    const first = await restore(backup);
    expect(first.erasures).toEqual(told);
    expect(first).not.toHaveProperty('unsure');
    expect(await restore(backup)).toMatchObject({ erasures: [] });
  });

  test('are found in what an interrupted restoration moved aside, not in what earlier ones did', async () => {
    const earlier = path.join(dataDir, 'replaced', '2026-01-01T000000.000Z');
    await mkdir(earlier, { recursive: true });
    await copyFile(database(), path.join(earlier, 'palmares.db'));
    await openStore(path.join(earlier, 'palmares.db'));
    await erase('ancien', new Date());
    await closeStore();
    await interrupted('2026-11-23T09:00:00.000Z\n', '2026-11-23T090000.000Z');
    const outcome = await restore(backup);
    expect(outcome.erasures).toEqual(told);
    expect(outcome).not.toHaveProperty('unsure');
  });

  test('are found there also when what was to take its place is there, and when the mark was cut short', async () => {
    const to = await interrupted('', '2026-11-23T090000.000Z');
    const { erasures } = await restore(backup);
    expect(erasures).toEqual(told);
    await writeFile(path.join(dataDir, 'restore.unfinished'), '');
    expect((await restore(backup)).erasures).toEqual(told);
    expect(await readdir(to)).toContain('palmares.db');
    expect((await restore(backup)).erasures).toEqual([]);
  });

  test('are said not to be known when what is replaced cannot be read', async () => {
    const handle = await open(database(), 'r+');
    await handle.write(Buffer.alloc(8192, 0xff), 0, 8192, 0);
    await handle.close();
    expect(await restore(backup)).toMatchObject({ erasures: [], unsure: doubt('palmares.db ne se lit pas') });
    expect(await restore(backup)).not.toHaveProperty('unsure');
  });

  test('are said not to be known when its log was moved and it was not, or the other way round', async () => {
    await interrupted('', 'un');
    await writeFile(`${database()}-wal`, 'la fin');
    expect(await restore(backup)).toMatchObject({ erasures: told, unsure: doubt('palmares.db-wal ne se lit pas') });
  });

  test('are said not to be known where there was no database', async () => {
    const file = path.join(elsewhere, 'sauvegarde.tar.gz');
    await copyFile(backup, file);
    await rm(dataDir, { recursive: true });
    expect(await restore(file)).toMatchObject({ erasures: [], unsure: doubt('aucune base') });
  });
});
