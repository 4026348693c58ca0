import { execFile } from 'node:child_process';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { connect, rows } from '../../prisma/engine.ts';
import { deploy } from '../../prisma/migrate.ts';
import { openStore, reader, StoreError } from '../../server/database.ts';
import { longTest } from '../effort.ts';
import { eachInItsFolder, file, folder } from './own-folder.ts';

eachInItsFolder();

describe('opening', () => {
  it('refuses a missing file with a sentence, and makes none', async () => {
    await expect(openStore(file)).rejects.toThrow(StoreError);
    await expect(openStore(file)).rejects.toThrow('n’existe pas');
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses an empty file, a file of something else, and a database of somebody else', async () => {
    await writeFile(file, '');
    await expect(openStore(file)).rejects.toThrow('est vide');
    await writeFile(file, 'Ceci n’est pas une base de données, mais un texte assez long.'.repeat(20));
    await expect(openStore(file)).rejects.toThrow('est abîmée ou illisible (file is not a database)');
    await rm(file);
    const stranger = await connect(file, { create: true });
    await stranger.executeScript('CREATE TABLE recipe (id TEXT)');
    await stranger.dispose();
    await expect(openStore(file)).rejects.toThrow('n’est pas une base de Palmarès');
  });

  it('puts a restored file, which is in delete mode, back in WAL', async () => {
    await deploy(file);
    const restored = await connect(file);
    expect(await rows(restored, 'PRAGMA journal_mode = DELETE')).toEqual([['delete']]);
    await restored.dispose();
    await openStore(file);
    expect(await reader().$queryRaw`PRAGMA journal_mode`).toEqual([{ journal_mode: 'wal' }]);
  });

  it('may be asked for twice, but not for two files', async () => {
    await deploy(file);
    await openStore(file);
    await openStore(file);
    await deploy(path.join(folder, 'other.db'));
    await expect(openStore(path.join(folder, 'other.db'))).rejects.toThrow('a déjà ouvert');
  });

  longTest('is asked for by each program: until then, nothing is read', async () => {
    await deploy(file);
    const script = `import('./server/database.ts').then(async (db) => {
      try { db.reader() } catch (error) { console.log(error.message) }
      await db.readyStore(db.databaseFile());
      console.log(await db.reader().entry.count());
    })`;
    const env = { ...process.env, DATA_DIR: folder };
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env });
    expect(stdout.trim().split('\n')).toEqual([expect.stringContaining('n’est pas ouverte'), '0']);
  });
});
