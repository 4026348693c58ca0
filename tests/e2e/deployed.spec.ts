import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readManifest } from '../../server/bakery/manifest.ts';
import { program } from '../bench/cores.ts';
import { freePort } from '../bench/http.ts';
import { ask, essence, type Nginx, startNginx, withoutNginx } from '../nginx.ts';
import { site } from './site.ts';

const activate = program('systemd-socket-activate');
const baked = path.join(site.dataDir, 'site');

test.describe.configure({ mode: 'default' });

/** What a test opened, closed again however it ended. */
const opened: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

test('nginx answers every address of the site as the application does', async () => {
  test.skip(withoutNginx !== '', withoutNginx);
  const taken = await mkdtemp(path.join(tmpdir(), 'palmares-taken-'));
  const handed = path.join(import.meta.dirname, '../../deploy/palmares-nginx.sh');
  const hand = [handed, path.join(baked, 'current', 'nginx'), path.join(taken, 'nginx')];
  expect(spawnSync('sh', hand, { env: { ...process.env, NGINX: 'true' } }).status, 'root takes it').toBe(0);
  await rm(taken, { recursive: true });
  const nginx = await startNginx(baked, `127.0.0.1:${site.port}`);
  opened.push(nginx.close);
  const manifest = await readManifest(path.join(baked, 'current'));
  const addresses = [...(manifest?.entries.keys() ?? []), '/une/adresse/perdue'];
  expect(addresses.length).toBeGreaterThan(150);
  for (const target of addresses) {
    for (const headers of [{}, { 'Accept-Encoding': 'gzip' }]) {
      const said = await ask(nginx.port, target, headers);
      expect(essence(said), target).toEqual(essence(await ask(site.port, target, headers)));
    }
  }
});

/** The site of this run, copied, and served behind a port held as systemd holds it. */
async function served(port: number): Promise<{ holder: ChildProcess; folder: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-deployed-'));
  const passing = /\.(lock|sock)$/;
  await cp(site.dataDir, folder, { recursive: true, filter: (from) => !passing.test(from), verbatimSymlinks: true });
  const settings = { DATA_DIR: folder, PORT: String(port), HOST: '127.0.0.1', SITE_URL: '', PROXIES: '1' };
  const passed = Object.entries({ ...settings, SECURITY_CONTACT: 'securite@exemple.fr' });
  const words = passed.map(([name, value]) => `--setenv=${name}=${value}`);
  const holder = spawn(
    activate ?? '',
    [
      `--listen=127.0.0.1:${port}`,
      ...words,
      '--setenv=PATH',
      process.execPath,
      path.join(import.meta.dirname, 'holder.ts'),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return { holder, folder };
}

test('a restart loses no request, at the doors neither, whether it reads or sends', async () => {
  test.skip(withoutNginx !== '' || !activate, withoutNginx || 'systemd-socket-activate is not installed');
  test.setTimeout(240_000);
  const port = await freePort();
  const { holder, folder } = await served(port);
  opened.push(async () => {
    const gone = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  });
  const nginx: Nginx = await startNginx(path.join(folder, 'site'), `127.0.0.1:${port}`);
  opened.push(nginx.close);
  // The first to come waits until the application is there.
  await expect(async () => expect((await ask(nginx.port, '/connexion')).status).toBe(200)).toPass({ timeout: 90_000 });
  const statuses = new Map<string, number>();
  let asking = true;
  // What sends is not asked again of the same place, as what only reads is: it must be heard the first time.
  const sending = { Origin: `http://localhost:${port}`, 'Content-Type': 'text/plain' };
  const reader = async (named: string) => {
    const [target = '', method = 'GET'] = named.split(' ');
    const [headers, body] = method === 'GET' ? [{}, ''] : [sending, 'des mots'];
    while (asking) {
      const { status } = await ask(nginx.port, target, headers, method, body).catch(() => ({ status: 0 }));
      const key = `${named} ${status}`;
      statuses.set(key, (statuses.get(key) ?? 0) + 1);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  const targets = [
    '/',
    '/laureats/biocycle',
    '/connexion',
    '/connexion POST',
    '/connexion POST',
    '/redaction',
    '/api/health',
  ];
  const readers = targets.map(reader);
  const ready = async () => (await ask(nginx.port, '/api/health/ready').catch(() => undefined))?.status;
  for (let turn = 0; turn < 2; turn += 1) {
    holder.kill('SIGHUP');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await expect.poll(ready, { timeout: 60_000, intervals: [500] }).toBe(200);
  }
  asking = false;
  await Promise.all(readers);
  const read = ['/ 200', '/laureats/biocycle 200', '/connexion 200', '/redaction 307', '/api/health 200'];
  expect([...statuses.keys()].sort()).toEqual([...read, '/connexion POST 200'].sort());
});
