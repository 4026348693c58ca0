import { readdir, readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { everyPage } from './pages.ts';
import { site } from './site.ts';

test('no draft is in a baked byte, nor in an answer', async ({ request }) => {
  const folder = path.join(site.dataDir, 'site');
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  let read = 0;
  for (const { parentPath, name } of files) {
    const bytes = await readFile(path.join(parentPath, name));
    const plain = name.endsWith('.br') ? brotliDecompressSync(bytes) : name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
    expect(plain.includes(site.canary), name).toBe(false);
    if (name.endsWith('.zip')) {
      const packed = Object.entries(unzipSync(bytes));
      expect(packed.length).toBeGreaterThan(30);
      for (const [inside, one] of packed) {
        expect(inside, name).not.toContain(site.canary);
        expect(Buffer.from(one).includes(site.canary), `${name}, ${inside}`).toBe(false);
      }
    }
    read += 1;
  }
  expect(read).toBeGreaterThan(100);
  for (const page of [...(await everyPage(request)), `/laureats/${site.canary}`]) {
    expect(await (await request.get(page)).text(), page).not.toContain(site.canary);
  }
  const database = await readFile(path.join(site.dataDir, 'palmares.db'));
  const log = await readFile(path.join(site.dataDir, 'palmares.db-wal')).catch(() => Buffer.alloc(0));
  expect(database.includes(site.canary) || log.includes(site.canary), 'the draft is really in the store').toBe(true);
});

test('nobody but the account that serves reads the store or its key', async () => {
  const kept = (await readdir(site.dataDir)).filter((name) => /^palmares\.db|^secret\.key$/.test(name));
  expect(kept.length).toBeGreaterThan(1);
  for (const name of kept) expect((await stat(path.join(site.dataDir, name))).mode & 0o077, name).toBe(0);
});

test('the one door that runs answers, and is not kept', async ({ request }) => {
  const answer = await request.get('/api/health');
  expect(answer.status()).toBe(200);
  expect(answer.headers()['cache-control']).toBe('no-store');
});

test('an unpublished laureate answers 404', async ({ request }) => {
  expect((await request.get(`/laureats/${site.canary}`)).status()).toBe(404);
});

/** Sends raw bytes on a connection of its own. @returns the status line of the answer */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(site.port, 'localhost', () => socket.write(bytes, 'latin1'));
    let answer = '';
    socket.setTimeout(5000, () => socket.destroy(new Error(`no answer to ${JSON.stringify(bytes.slice(0, 80))}`)));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      socket.end();
    });
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });
}

const hostile = [
  'GET /../../etc/passwd',
  'GET /laureats/%2e%2e/%2e%2e/palmares.db',
  'GET /%00',
  'GET /laureats/biocycle%00.html',
  'GET /%zz',
  `GET /${'a'.repeat(8192)}`,
  'GET //exemple.fr/a',
  'GET /.env',
  'GET /manifest.json',
  'GET /palmares.db',
  'GET /_next/data/x.json',
  'GET /_next/image?url=%2Fpartage.png&w=64&q=75',
  'POST /laureats',
  'DELETE /laureats/biocycle',
  'TRACE /',
  'OPTIONS *',
  'BREW /',
];

for (const line of hostile) {
  test(`${line.slice(0, 60)} gets a 4xx`, async () => {
    const status = await raw(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(status).toMatch(/^HTTP\/1\.1 (4\d\d|308) /);
  });
}

test('a framework header does not open a door: server actions, RSC and prefetches get the finished page or nothing', async ({
  request,
}) => {
  for (const headers of [
    { RSC: '1' },
    { 'Next-Action': 'x' },
    { 'Next-Router-Prefetch': '1' },
    { 'x-middleware-subrequest': 'x' },
  ]) {
    const answer = await request.get('/laureats/biocycle', { headers });
    expect(answer.headers()['content-type']).toBe('text/html; charset=utf-8');
    expect(await answer.text()).toContain('<!DOCTYPE html>');
  }
});
