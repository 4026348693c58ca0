import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, unpackTar } from 'modern-tar';
import { beforeEach, describe, expect } from 'vitest';
import { connect } from '../../../prisma/engine.ts';
import { reader, write } from '../../../server/database.ts';
import { BackupError } from '../../../server/upkeep/archive.ts';
import { makeBackup, readBackup, verifyBackup } from '../../../server/upkeep/backup.ts';
import { rounds, longTest as test } from '../../effort.ts';
import { add, at, dataDir, eachWithADataFolder, folder } from './data-folder.ts';

eachWithADataFolder();

const names = (file: string) => readBackup(file).then((about) => about.files.map((one) => one.name));
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: Error) => (error instanceof BackupError ? error.message : `not a sentence: ${error.stack}`),
  );

/** Writes an archive again with other entries; `change` gets and gives them. */
async function rewrite(file: string, change: (entries: Awaited<ReturnType<typeof unpackTar>>) => void) {
  const entries = await unpackTar(gunzipSync(await readFile(file)));
  change(entries);
  await writeFile(file, gzipSync(await packTar(entries)));
}

describe('a backup', () => {
  test('holds the database and what cannot be made again, in one file that its owner alone reads', async () => {
    await add('le-fournil');
    for (const name of ['versions/pages/laureats/le-fournil/versions/1.html', 'medias/un/deux.webp', 'note.txt']) {
      await mkdir(path.join(dataDir, path.dirname(name)), { recursive: true });
      await writeFile(path.join(dataDir, name), name);
    }
    for (const name of ['site/build/public/index.html', 'replaced/old/palmares.db', 'trials/report.html']) {
      await mkdir(path.join(dataDir, path.dirname(name)), { recursive: true });
      await writeFile(path.join(dataDir, name), name);
    }
    await writeFile(path.join(dataDir, 'secret.key'), 'ab'.repeat(32));
    await writeFile(path.join(dataDir, 'versions/pages/x.html.0123abcd.new'), 'half');
    await writeFile(path.join(dataDir, 'versions/empty.html'), '');
    const { file, size, record } = await makeBackup({ dataDir, folder });
    const versions = ['versions/empty.html', 'versions/pages/laureats/le-fournil/versions/1.html'];
    expect(await names(file)).toEqual(['palmares.db', 'medias/un/deux.webp', 'note.txt', ...versions]);
    expect(record).toMatchObject({ publication: 0, rows: { Entry: 1, Session: 0 } });
    const found = await stat(file);
    expect([found.size, (found.mode & 0o777).toString(8)]).toEqual([size, '600']);
    expect(await readdir(folder)).toEqual([path.basename(file)]);
    expect((await verifyBackup(file)).record).toEqual(record);
  });

  test('never holds another, wherever below the data folder they are', async () => {
    const deep = path.join(dataDir, 'disque', 'sauvegardes');
    for (const to of [path.join(dataDir, 'sauvegardes'), deep]) {
      await makeBackup({ dataDir, folder: to });
      const { file } = await makeBackup({ dataDir, folder: to }, true);
      expect((await names(file)).filter((name) => name.startsWith(path.relative(dataDir, to)))).toEqual([]);
    }
  });

  test('made while others write is a state that was committed, each time', async () => {
    let [writing, written] = [true, 0];
    const writer = (async () => {
      for (; writing; written += 2) {
        await write(async (tx) => {
          for (const half of ['a', 'b']) {
            const id = `${half}-${written}`;
            await tx.entry.create({ data: { id, kind: 'laureate', slug: id, createdAt: at } });
          }
        });
        await new Promise((resolve) => setImmediate(resolve)); // Files are read and written between two turns.
      }
    })();
    for (let round = 0; round < rounds(6, 2); round += 1) {
      const before = written;
      const { file, record } = await makeBackup({ dataDir, folder });
      expect(record.rows.Entry).toBeGreaterThanOrEqual(before);
      expect((record.rows.Entry ?? 0) % 2).toBe(0);
      await verifyBackup(file);
    }
    writing = false;
    await writer;
    expect(await reader().entry.count()).toBe(written);
  });

  test('of a damaged database, of one whose references are broken, or of none, is refused', async () => {
    const broken = await connect(path.join(dataDir, 'palmares.db'));
    await broken.executeScript(
      `PRAGMA foreign_keys = OFF; INSERT INTO Redirect VALUES ('r', 'laureate', 'old', 'nobody', '2026-11-23T09:00:00.000+00:00')`,
    );
    await broken.dispose();
    expect(await refusal(makeBackup({ dataDir, folder }))).toContain('référence rompue dans Redirect');
    expect(await refusal(makeBackup({ dataDir: folder, folder }))).toContain('n’existe pas');
    const elsewhere = path.join(dataDir, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(path.join(elsewhere, 'palmares.db'), 'Ceci n’est pas une base.'.repeat(90));
    expect(await refusal(makeBackup({ dataDir: elsewhere, folder }))).toContain('file is not a database');
    expect(await readdir(folder)).toEqual([]);
  });

  test('that cannot be written says where and why', async () => {
    await writeFile(path.join(dataDir, 'taken'), '');
    const said = await refusal(makeBackup({ dataDir, folder: path.join(dataDir, 'taken') }));
    expect(said).toMatch(/n’a pas pu être faite dans .*taken \(EEXIST\)\. .*BACKUP_DIR/);
  });
});

describe('verifying refuses', () => {
  let file: string;
  beforeEach(async () => {
    await add('le-fournil');
    await writeFile(path.join(dataDir, 'note.txt'), 'Une note.');
    ({ file } = await makeBackup({ dataDir, folder }));
  });

  test('a file that is absent, cut short anywhere, altered, or something else', async () => {
    const whole = await readFile(file);
    expect(await refusal(verifyBackup(`${file}.absent`))).toContain('n’existe pas');
    for (const length of [0, 10, Math.floor(whole.length / 2), whole.length - 9]) {
      await truncate(file, length);
      expect(await refusal(verifyBackup(file)), String(length)).toContain('n’est pas une sauvegarde entière');
      await writeFile(file, whole);
    }
    for (const place of [40, Math.floor(whole.length / 3), whole.length - 5]) {
      const altered = Buffer.from(whole);
      altered[place] = (altered[place] ?? 0) ^ 0xff;
      await writeFile(file, altered);
      expect(await refusal(verifyBackup(file)), String(place)).toMatch(/n’est pas une sauvegarde entière|est abîmée/);
    }
    await writeFile(file, 'Un texte.');
    expect(await refusal(verifyBackup(file))).toContain('n’est pas une sauvegarde entière');
  });

  test('another byte, another file, a file too many or too few, whatever the archive itself says', async () => {
    const whole = await readFile(file);
    const changes: [string, Parameters<typeof rewrite>[1]][] = [
      ['note.txt', (entries) => entries[1]?.data?.set([1], 0)],
      ['note.txt', (entries) => entries.splice(1, 1)],
      ['de-trop', (entries) => entries.unshift({ header: { name: 'de-trop', size: 1 }, data: new Uint8Array(1) })],
      ['sauvegarde.json manque', (entries) => entries.pop()],
    ];
    for (const [told, change] of changes) {
      await rewrite(file, change);
      expect(await refusal(verifyBackup(file))).toContain(told);
      await writeFile(file, whole);
    }
  });

  test('a database with other rows than were counted', async () => {
    await rewrite(file, (entries) => {
      const last = entries.at(-1);
      const text = new TextDecoder().decode(last?.data).replace('"Entry": 1', '"Entry": 2');
      if (last) last.data = new TextEncoder().encode(text);
    });
    expect(await refusal(verifyBackup(file))).toContain('n’a pas toutes ses lignes (Entry)');
  });

  test('names that leave the folder, links, and what a backup never holds', async () => {
    const whole = await readFile(file);
    const data = new Uint8Array(1);
    for (const name of ['../evade', '/etc/evade', 'a/../../evade', 'a\\evade', 'C:evade', 'a//evade']) {
      await rewrite(file, (entries) => entries.unshift({ header: { name, size: 1 }, data }));
      expect(await refusal(readBackup(file, { into: path.join(dataDir, 'out') })), name).toContain('entrée refusée');
      await writeFile(file, whole);
    }
    const link = { name: 'note', size: 0, type: 'symlink' as const, linkname: '/etc/passwd' };
    await rewrite(file, (entries) => entries.unshift({ header: link }));
    expect(await refusal(readBackup(file))).toContain('entrée refusée');
    expect(await readdir(dataDir)).not.toContain('evade');
  });
});
