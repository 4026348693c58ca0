/** What a bake carries over is what a bake of everything would write. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from '../bench/http.ts';

test('after every kind of act, no file is older than the words it is made from', async () => {
  test.setTimeout(300_000);
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-carried-'));
  const port = String(await freePort());
  const origin = { DATA_DIR: folder, HOST: '127.0.0.1', PORT: port, SITE_URL: `http://127.0.0.1:${port}` };
  const child = fork(new URL('carried-site.ts', import.meta.url), { env: { ...process.env, ...origin }, silent: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  try {
    const ended = once(child, 'exit').then(() => [undefined]);
    const [told] = await Promise.race([once(child, 'message'), ended]);
    expect(told, said).toMatchObject({ wrong: [], carried: expect.any(Number) });
    expect(told.carried).toBeGreaterThan(300);
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
});
