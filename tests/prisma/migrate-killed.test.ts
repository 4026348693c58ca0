import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, vi } from 'vitest';
import { deploy, status } from '../../prisma/migrate.ts';
import { longTest } from '../effort.ts';
import { add, ask, eachWithMigrationsOfItsOwn, entryOf, file, folder, sql } from './own-migrations.ts';

eachWithMigrationsOfItsOwn();

describe('deploy, killed in the middle', () => {
  const slow =
    'CREATE TABLE slow AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000000) SELECT i FROM n;';

  const sizeOf = (name: string) => stat(path.join(path.dirname(file), name)).then(({ size }) => size);

  /** Starts a deploy in a process of its own and kills it as soon as a file whose name ends so has grown to 1 MB. */
  async function killedWhileWriting(ending: RegExp): Promise<void> {
    const script = `import('./prisma/migrate.ts').then(({ deploy }) => deploy(...${JSON.stringify([file, folder])}))`;
    const child = spawn(process.execPath, ['-e', script]);
    const closed = once(child, 'close');
    await vi.waitFor(
      async () => {
        const name = (await readdir(path.dirname(file))).find((one) => ending.test(one));
        expect(await sizeOf(String(name))).toBeGreaterThan(1_000_000);
      },
      { timeout: 20_000, interval: 5 },
    );
    child.kill('SIGKILL');
    expect(await closed).toEqual([null, 'SIGKILL']);
  }

  /** Lets the next deploy be quick: a migration may still be written otherwise, because it was never applied. */
  const hurry = (name: string) => writeFile(path.join(folder, name, 'migration.sql'), 'CREATE TABLE slow (i);');

  longTest(
    'leaves nothing where there was nothing',
    async () => {
      const third = await add('slow', slow);
      await killedWhileWriting(/unfinished-\d+$/);
      await hurry(third);
      expect(await readdir(path.dirname(file))).not.toContain('palmares.db');
      expect(await status(file, folder)).toMatchObject({ state: 'missing' });
      expect(await deploy(file, folder)).toMatchObject({ created: true });
    },
    30_000,
  );

  longTest(
    'leaves the database as it was where there was one',
    async () => {
      await deploy(file, folder);
      await sql(entryOf('biocycle'));
      const third = await add('slow', slow);
      await killedWhileWriting(/\.db-wal$/);
      await hurry(third);
      expect(await status(file, folder)).toMatchObject({ state: 'behind', pending: [third] });
      expect(await ask('SELECT id FROM "Entry"')).toEqual([['biocycle']]);
      expect(await deploy(file, folder)).toMatchObject({ applied: [third] });
    },
    30_000,
  );
});
