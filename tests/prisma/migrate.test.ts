import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, rows } from '../../prisma/engine.ts';
import { MigrationError } from '../../prisma/engine-error.ts';
import { migrationsFolder } from '../../prisma/history.ts';
import { createMigration, deploy, status } from '../../prisma/migrate.ts';
import { closeStore, openStore, reader, write } from '../../server/database.ts';
import { longTest } from '../effort.ts';

const schemaFile = path.join(import.meta.dirname, '../../prisma/schema.prisma');
const first = '20261123000000_first';
const second = '20261123000100_append_only';
/** Every migration of the repository, in order. */
const committed = (await readdir(migrationsFolder)).filter((name) => /^\d{14}_/.test(name)).sort();

let home: string;
let folder: string;
let file: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'palmares-migrate-'));
  folder = path.join(home, 'migrations');
  file = path.join(home, 'data', 'palmares.db');
  await cp(migrationsFolder, folder, { recursive: true });
});

afterEach(async () => {
  await closeStore();
  await rm(home, { recursive: true });
});

/** Adds a migration, of the name given, after those of this code. */
async function add(name: string, sql: string): Promise<string> {
  const directory = path.join(folder, `29991231000000_${name}`);
  await mkdir(directory);
  await writeFile(path.join(directory, 'migration.sql'), sql);
  return path.basename(directory);
}

async function sql(script: string): Promise<void> {
  const connection = await connect(file);
  await connection.executeScript(script);
  await connection.dispose();
}

async function ask(question: string): Promise<unknown[][]> {
  const connection = await connect(file);
  const found = await rows(connection, question);
  await connection.dispose();
  return found;
}

const entryOf = (id: string) => `INSERT INTO "Entry" (id, kind, slug, createdAt) VALUES ('${id}', 'page', '${id}', 0);`;
const revisionOf = (id: string) =>
  `INSERT INTO "Revision" (id, entryId, number, content, authorId, createdAt) VALUES ('r', '${id}', 1, '{}', 'amel', 0);`;

describe('the history', () => {
  it('says what schema.prisma says', async () => {
    expect(await createMigration('anything', { folder })).toMatchObject({ state: 'unchanged' });
    expect(await readdir(folder)).toEqual([...committed, 'migration_lock.toml']);
  });
});

describe('deploy', () => {
  it('makes the database and its folder from nothing, whole and in WAL', async () => {
    expect(await deploy(file, folder)).toMatchObject({ created: true, applied: committed });
    expect(await readdir(path.dirname(file))).toEqual(['palmares.db']);
    expect(await ask('PRAGMA journal_mode')).toEqual([['wal']]);
    expect(await ask('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(await status(file, folder)).toMatchObject({ state: 'up-to-date' });
  });

  it('leaves the rows that the ordinary prisma migrate leaves', async () => {
    await deploy(file, folder);
    const found = await ask(
      'SELECT migration_name, checksum, finished_at IS NOT NULL, rolled_back_at, logs, applied_steps_count, length(id) FROM _prisma_migrations ORDER BY started_at',
    );
    const checksum = async (name: string) =>
      createHash('sha256')
        .update(await readFile(path.join(folder, name, 'migration.sql')))
        .digest('hex');
    const rows = committed.map(async (name) => [name, await checksum(name), 1, null, null, 1, 36]);
    expect(found).toEqual(await Promise.all(rows));
  });

  it('has nothing to do the second time', async () => {
    await deploy(file, folder);
    const before = await readFile(file);
    expect(await deploy(file, folder)).toMatchObject({ created: false, applied: [] });
    expect(before.equals(await readFile(file))).toBe(true);
  });

  it('brings a database that is behind up to date while the site is open, and keeps what is in it', async () => {
    await deploy(file, folder);
    await openStore(file);
    await write((tx) => tx.entry.create({ data: { id: 'biocycle', kind: 'page', slug: 'b', createdAt: new Date() } }));
    const third = await add('names', 'ALTER TABLE "Entry" ADD COLUMN "nickname" TEXT;');
    expect(await status(file, folder)).toMatchObject({ state: 'behind', pending: [third] });
    expect(await deploy(file, folder)).toMatchObject({ created: false, applied: [third] });
    expect(await status(file, folder)).toMatchObject({ state: 'up-to-date' });
    expect(await reader().$queryRaw`SELECT id, nickname FROM "Entry"`).toEqual([{ id: 'biocycle', nickname: null }]);
    await expect(write((tx) => tx.entry.count())).resolves.toBe(1);
  });

  it('changes nothing at all when a migration fails', async () => {
    await add('broken', 'CREATE TABLE kept (id TEXT); INSERT INTO nowhere VALUES (1);');
    await expect(deploy(file, folder)).rejects.toThrow(/rien n’a changé.*nowhere/s);
    expect(await readdir(path.dirname(file))).toEqual([]);
    await deploy(file);
    await expect(deploy(file, folder)).rejects.toThrow(MigrationError);
    expect(await ask("SELECT name FROM sqlite_master WHERE name = 'kept'")).toEqual([]);
    expect(await status(file)).toMatchObject({ state: 'up-to-date' });
  });

  it('refuses a migration that leaves a reference to nothing', async () => {
    await deploy(file, folder);
    await sql(entryOf('biocycle') + revisionOf('biocycle'));
    await add('careless', 'DELETE FROM "Entry";');
    await expect(deploy(file, folder)).rejects.toThrow('référence rompue dans Revision');
    expect(await ask('SELECT count(*) FROM "Entry"')).toEqual([[1]]);
  });

  it('refuses a folder without migrations', async () => {
    await expect(deploy(file, path.join(home, 'nowhere'))).rejects.toThrow('aucune migration');
  });
});

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

describe('status', () => {
  it('says that there is no database, and makes none', async () => {
    expect(await status(file, folder)).toMatchObject({ state: 'missing' });
    expect(await readdir(home)).toEqual(['migrations']);
  });

  it('says that a database is newer than this code, which deploy then refuses', async () => {
    const third = await add('later', 'CREATE TABLE later (id TEXT);');
    await deploy(file, folder);
    expect(await status(file)).toMatchObject({ state: 'newer', unknown: [third] });
    await expect(deploy(file)).rejects.toThrow('plus récente que ce programme');
  });

  it('says that a migration was edited after it was applied', async () => {
    await deploy(file, folder);
    await appendFile(path.join(folder, first, 'migration.sql'), '-- a word more\n');
    expect(await status(file, folder)).toMatchObject({ state: 'drifted', edited: [first], changed: [] });
    await expect(deploy(file, folder)).rejects.toThrow('ne correspond plus à ses migrations');
  });

  it('says that somebody changed a table, an index or a trigger by hand', async () => {
    await deploy(file, folder);
    await sql('DROP TRIGGER "Revision_refuses_delete"; DROP INDEX "Entry_kind_slug_key"; CREATE TABLE mine (id TEXT);');
    await sql('ALTER TABLE "Page" ADD COLUMN "mood" TEXT;');
    expect(await status(file, folder)).toMatchObject({
      state: 'drifted',
      edited: [],
      changed: ['index Entry_kind_slug_key', 'table Page', 'table mine', 'trigger Revision_refuses_delete'],
    });
  });

  it('says that an ordinary prisma migrate stopped on the way', async () => {
    await deploy(file, folder);
    await sql(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${second}'`);
    expect(await status(file, folder)).toMatchObject({ state: 'failed', failed: [second] });
    await expect(deploy(file, folder)).rejects.toThrow('restaurez la sauvegarde');
  });

  it('says that a file is empty, or is no database, or is somebody else’s', async () => {
    await mkdir(path.dirname(file));
    await writeFile(file, '');
    expect(await status(file, folder)).toMatchObject({ state: 'unreadable' });
    await expect(deploy(file, folder)).rejects.toThrow('n’est pas une base de Palmarès');
    await sql('CREATE TABLE recipe (id TEXT);');
    await expect(deploy(file, folder)).rejects.toThrow('n’est pas une base de Palmarès');
    await rm(file);
    await writeFile(file, 'Un texte assez long pour ne pas être une base de données.'.repeat(20));
    const found = await status(file, folder);
    expect(found).toMatchObject({ state: 'unreadable' });
    expect(found.sentence).toContain('illisible (file is not a database)');
  });
});

describe('create', () => {
  /** schema.prisma as somebody changed it. */
  async function changed(from: string, to: string): Promise<string> {
    const other = path.join(home, 'schema.prisma');
    const text = await readFile(schemaFile, 'utf8');
    expect(text).toContain(from);
    await writeFile(other, text.replace(from, to));
    return other;
  }

  it('writes the step that leads to the schema, dated in UTC, and nothing else', async () => {
    const other = await changed('withdrawalNotice String?', 'withdrawalNotice String?\n  nickname String?');
    const now = new Date('2027-01-02T03:04:05Z');
    const made = await createMigration('add_nickname', { folder, schemaFile: other, now });
    const written = path.join(folder, '20270102030405_add_nickname', 'migration.sql');
    expect(made).toMatchObject({ state: 'created', file: written, restored: [] });
    expect(await readFile(written, 'utf8')).toBe('-- AlterTable\nALTER TABLE "Entry" ADD COLUMN "nickname" TEXT;\n');
    expect(await createMigration('again', { folder, schemaFile: other })).toMatchObject({ state: 'unchanged' });
  });

  it('gives a table that must be rebuilt its triggers back, and keeps its rows', async () => {
    await deploy(file, folder);
    await sql(entryOf('biocycle') + revisionOf('biocycle'));
    const other = await changed('note      String?', 'note      String @default("")');
    const made = await createMigration('note_required', { folder, schemaFile: other });
    expect(made).toMatchObject({
      restored: [
        ...[
          'Revision_closes_leave',
          'Revision_refuses_delete',
          'Revision_refuses_replacement',
          'Revision_refuses_update',
        ],
      ],
    });
    await deploy(file, folder);
    expect(await status(file, folder)).toMatchObject({ state: 'up-to-date' });
    expect(await ask('SELECT id, note FROM "Revision"')).toEqual([['r', '']]);
    await expect(sql('DELETE FROM "Revision"')).rejects.toThrow();
    expect(await ask('SELECT count(*) FROM "Revision"')).toEqual([[1]]);
  });

  it('refuses a name that a folder or a shell could misread', async () => {
    await expect(createMigration('../Été', { folder })).rejects.toThrow('s’écrit avec a-z');
  });
});

describe('the command', () => {
  longTest('says what it did, in how much time, and its exit code says whether all is well', async () => {
    const command = (...words: string[]) =>
      promisify(execFile)(process.execPath, ['bin/db.ts', ...words], {
        env: { ...process.env, DATA_DIR: path.dirname(file) },
      });
    await expect(command('status')).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('n’existe pas') });
    expect((await command('deploy')).stdout).toMatch(
      new RegExp(`est créée \\(${committed.length} migrations\\)\\. \\(\\d+ ms\\)\n$`),
    );
    expect((await command('status')).stdout).toContain('à jour');
    expect(await command('--help')).toMatchObject({ stderr: '', stdout: expect.stringContaining('npm run db deploy') });
    await writeFile(file, 'perdu');
    await expect(command('deploy')).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^La base.*\n$/) });
  });
});
