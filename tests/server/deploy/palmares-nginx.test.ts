import { spawnSync } from 'node:child_process';
import { appendFile, copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { currentBuild } from '../../../server/bakery/swap.ts';
import { longTest as test } from '../../effort.ts';
import { type ShownSite, showSite } from '../front/shown-site.ts';

const script = path.join(import.meta.dirname, '../../../deploy/palmares-nginx.sh');
const names = ['maps.conf', 'server.conf'];
let shown: ShownSite;
let folder: string;
let told: string;
let baked: string;

beforeEach(async () => {
  shown = await showSite();
  folder = await mkdtemp(path.join(tmpdir(), 'palmares-handed-'));
  told = path.join(folder, 'told');
  baked = path.join((await currentBuild(shown.site.settings.siteDir))?.folder ?? '', 'nginx');
  await mkdir(told);
  for (const name of names) await copyFile(path.join(baked, name), path.join(told, name));
});
afterEach(async () => {
  await shown.close();
  await rm(folder, { recursive: true });
});

/** Hands over what is told. @param nginx the program that finds it good, or not */
const hand = (nginx = 'true') =>
  spawnSync('sh', [script, told, path.join(folder, 'nginx')], { env: { ...process.env, NGINX: nginx } });

const handed = (name: string) => readFile(path.join(folder, 'nginx', name), 'utf8');

test('what a bake tells is handed to nginx as it is', async () => {
  expect(hand()).toMatchObject({ status: 0 });
  for (const name of names) expect(await handed(name)).toBe(await readFile(path.join(told, name), 'utf8'));
});

const hostile = [
  'error_log /tmp/x debug;',
  'include /etc/passwd;',
  '  "include" "/etc/passwd";',
  '  "/a" "$request_body";',
  '  "/a" "b"; error_log /tmp/x;',
  '  "/a" "b\\"; error_log /tmp/x; "c";',
  'map $status $palmares_x { error_log /tmp/x;',
  'location ~ "/a$" { root /;',
  'location = "/a" { root /;',
  'location = "/a" {}',
  '  default_type "text/plain"; root /;',
  'add_header X $palmares_x always; access_log /tmp/x;',
  'types { include /etc/passwd;',
  'load_module /tmp/x.so;',
];

test('a line that no bake writes is refused, named, and changes nothing', async () => {
  hand();
  const before = await handed('server.conf');
  for (const line of hostile) {
    await copyFile(path.join(baked, 'server.conf'), path.join(told, 'server.conf'));
    await appendFile(path.join(told, 'server.conf'), `${line}\n`);
    const { status, stderr } = hand();
    expect(status, line).toBe(1);
    expect(stderr.toString()).toMatch(/^server\.conf, line \d+: not of a form/);
    expect(await handed('server.conf')).toBe(before);
  }
  expect(await readdir(folder)).toEqual(['nginx', 'told']);
});

test('what nginx does not take is taken back', async () => {
  hand();
  const before = await handed('maps.conf');
  await appendFile(path.join(told, 'maps.conf'), '}\n');
  expect(hand('false').status).toBe(1);
  expect(await handed('maps.conf')).toBe(before);
});
