/** The real site, told that the public reads it over https: browsers are told to keep to it, by every answer. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readManifest } from '../../server/bakery/manifest.ts';
import { longestBody } from '../../server/limits.ts';
import { freePort } from '../bench/http.ts';
import { site } from './site.ts';
import { type Sort, untold } from './told.ts';

const siteUrl = 'https://palmares.exemple.fr';
let port = 0;
let stop: () => Promise<void> = async () => undefined;

/** The site of this run, copied, served by a process of its own. */
test.beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-secure-'));
  const passing = /\.(lock|sock)$/;
  await cp(site.dataDir, folder, { recursive: true, filter: (from) => !passing.test(from), verbatimSymlinks: true });
  port = await freePort();
  const settings = { DATA_DIR: folder, PORT: String(port), HOST: '127.0.0.1', SITE_URL: siteUrl };
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(site.root, 'server/main.ts')],
    {
      env: { ...process.env, ...settings, SECURITY_CONTACT: 'securite@exemple.fr' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const ended = once(child, 'exit');
  stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  };
  const statusOf = () =>
    ask('/connexion').then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(statusOf, { timeout: 50_000 }).toBe(200);
});
test.afterAll(() => stop());
test.describe.configure({ mode: 'default' });

const ask = (at: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}${at}`, { redirect: 'manual', ...init });

test('every baked address says so', async () => {
  const manifest = await readManifest(path.join(site.dataDir, 'site', 'current'));
  const addresses = [...(manifest?.entries.keys() ?? []), '/une/adresse/perdue'];
  expect(addresses.length).toBeGreaterThan(150);
  const silent: string[] = [];
  for (const at of addresses) {
    const said = (await ask(at)).headers.get('strict-transport-security');
    if (said !== 'max-age=63072000; includeSubDomains') silent.push(`${at}: ${said}`);
  }
  expect(silent).toEqual([]);
});

test('each sort of answer says so, and otherwise what it always says', async () => {
  const posted = (origin: string, length = 1): RequestInit => ({
    method: 'POST',
    headers: { Origin: origin },
    body: 'a'.repeat(length),
  });
  const answers: [string, number, Sort, RequestInit?][] = [
    ['/', 200, 'page'],
    ['/une/adresse/perdue', 404, 'page'],
    ['/laureats/biocycle/', 308, 'moved'],
    ['/laureats/biocycle/carte', 200, 'card'],
    ['/sitemap.xml', 200, 'tree'],
    ['/%zz', 400, 'refused'],
    ['/', 405, 'refusedMethod', { method: 'PUT' }],
    ['/connexion', 403, 'refused', posted('http://localhost')],
    ['/connexion', 413, 'refused', posted(siteUrl, longestBody.office + 1)],
    ['/connexion', 200, 'desk'],
    ['/redaction', 307, 'led'],
    ['/api/health', 200, 'state'],
  ];
  for (const [at, status, sort, init] of answers) {
    const answer = await ask(at, init);
    expect([at, answer.status, ...untold(sort, answer, true)]).toEqual([at, status]);
  }
});
