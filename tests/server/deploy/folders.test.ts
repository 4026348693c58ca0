import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { longTest as test } from '../../effort.ts';
import { ask, startNginx, withoutNginx } from '../../nginx.ts';
import { type Installed, install, runAs, withoutFolders } from './site-account.ts';

const left = withoutFolders || withoutNginx;
if (left) console.log(`Left out: ${left}.`);

describe.skipIf(left !== '')('in the folders that systemd makes, the account of the site', () => {
  let installed: Installed;
  let backups: string;
  beforeAll(async () => {
    installed = await install();
    backups = path.join(installed.dataDir, '..', 'backups');
  });
  afterAll(() => installed?.remove());

  /** Starts the site as its account. @param more the backup it restores before */
  const start = (...more: string[]) =>
    runAs(installed.uid, [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      path.join(import.meta.dirname, 'first-start.ts'),
      ...[installed.dataDir, backups, ...more],
    ]);

  /** What nginx, as its own account, answers at a page and at a version that is kept for ever; and the rest it may read. */
  async function served() {
    const nginx = await startNginx(path.join(installed.dataDir, 'site'), '127.0.0.1:1', { account: 'www-data' });
    const asked = ['/', '/laureats/biocycle/versions/1', '/rien'].map(
      async (one) => (await ask(nginx.port, one)).status,
    );
    const answers = await Promise.all(asked);
    await nginx.close();
    const readable = ['palmares.db', 'palmares.db-wal', 'secret.key', 'replaced', 'backups'].filter(
      (name) => runAs(33, ['ls', path.join(installed.dataDir, name, '/')]).status === 0,
    );
    const database = runAs(33, ['cat', path.join(installed.dataDir, 'palmares.db')]);
    return { answers, readable, database: database.status };
  }

  const good = { answers: [200, 200, 404], readable: [], database: 1 };

  test('starts a new site, which nginx reads, and nothing else; so it is after all was deleted and restored', async () => {
    expect(installed.home, 'no home in what is backed up').toBe('/');
    await mkdir(backups);
    runAs(0, ['chown', `${installed.uid}:${installed.uid}`, backups]);
    const first = start();
    expect(first, first.said).toMatchObject({ status: 0 });
    expect(await served()).toEqual(good);
    for (const name of await readdir(installed.dataDir))
      await rm(path.join(installed.dataDir, name), { recursive: true });
    const again = start(first.said.split('\n').at(-1) ?? '');
    expect(again, again.said).toMatchObject({ status: 0 });
    expect(await served()).toEqual(good);
  });
});
