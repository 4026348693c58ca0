import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { closeStore, openStore, reader, write } from '../../../server/database.ts';
import { refuseUnready } from '../../../server/start/store.ts';
import { makeBackup } from '../../../server/upkeep/backup.ts';
import { restoreBackup } from '../../../server/upkeep/restore.ts';
import { freshStore } from '../../cast.ts';
import { longTest } from '../../effort.ts';

let dataDir: string;
let folder: string;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ folder: dataDir, close } = await freshStore());
  folder = path.join(dataDir, 'backups');
});
afterAll(() => close());

const at = new Date('2026-11-23T09:00:00Z');
const add = (id: string) => write((tx) => tx.entry.create({ data: { id, kind: 'laureate', slug: id, createdAt: at } }));
const count = 30;

/** Puts a state in place: one entry, and as many files that say the same. */
async function state(name: string): Promise<void> {
  await openStore(path.join(dataDir, 'palmares.db'));
  await write((tx) => tx.entry.deleteMany());
  await add(name);
  await mkdir(path.join(dataDir, 'versions'), { recursive: true });
  for (let file = 0; file < count; file += 1) await writeFile(path.join(dataDir, `versions/${file}.html`), name);
}

/** What the folder holds: the names found in the database and in its files. */
async function held(): Promise<string[]> {
  await openStore(path.join(dataDir, 'palmares.db'));
  const [entry] = await reader().entry.findMany();
  await closeStore();
  const files = Array.from({ length: count }, (_, file) =>
    readFile(path.join(dataDir, `versions/${file}.html`), 'utf8'),
  );
  return [...new Set([entry?.id ?? '', ...(await Promise.all(files))])];
}

/** Starts a restoration in a process of its own and kills it when `moment` says so. */
async function killed(backup: string, moment: Moment): Promise<void> {
  const module = JSON.stringify(path.join(import.meta.dirname, '../../../server/upkeep/restore.ts'));
  const places = JSON.stringify({ dataDir, folder });
  const code = `const { restoreBackup } = await import(${module}); console.log('begins'); await restoreBackup(${JSON.stringify(backup)}, ${places});`;
  const env = { ...process.env, DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  await moment(() => child.exitCode !== null);
  child.kill('SIGKILL');
  await ended;
}

/** Resolves when it is time; `over` tells that there is nothing to kill any more. */
type Moment = (over: () => boolean) => Promise<void>;

const appears =
  (name: string): Moment =>
  async (over) => {
    while (!over() && !existsSync(path.join(dataDir, name))) await new Promise((resolve) => setTimeout(resolve, 1));
  };

longTest(
  'killed at any moment, it leaves what was there, or what it restores, or what refuses to start',
  async () => {
    await state('sauvegardé');
    const { file } = await makeBackup({ dataDir, folder });
    for (const moment of ['palmares.lock', 'restoring/palmares.db', 'restore.unfinished'].map(appears)) {
      await state('présent');
      await closeStore();
      await killed(file, moment);
      const said = await refuseUnready(dataDir, folder).then(
        () => '',
        (error: Error) => error.message,
      );
      if (said === '') expect([['présent'], ['sauvegardé']]).toContainEqual(await held());
      else expect(said).toContain('s’est arrêtée en chemin');
      await restoreBackup(file, { dataDir, folder });
      await refuseUnready(dataDir, folder);
      expect(await held()).toEqual(['sauvegardé']);
    }
  },
  180_000,
);
