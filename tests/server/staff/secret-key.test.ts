import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { write } from '../../../server/database.ts';
import { seal } from '../../../server/staff/vault.ts';
import { freshStore } from '../../cast.ts';
import { longTest } from '../../effort.ts';

let folder: string;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ folder, close } = await freshStore());
  process.env.DATA_DIR = folder;
  delete process.env.SECRET_KEY;
  const person = { name: 'Pascale', role: 'publisher', email: 'pascale@exemple.fr', createdAt: new Date() };
  await write((tx) =>
    tx.account.create({ data: { id: 'pascale', ...person, totpSecret: seal('JBSWY3DP', 'pascale') } }),
  );
});
afterAll(() => close());

/** Starts the site as the README says. @returns what it printed on its way out, and how it ended */
function start(): Promise<{ code: number | null; said: string }> {
  const main = path.join(import.meta.dirname, '..', '..', '..', 'server', 'main.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { ...process.env, DATA_DIR: folder, PORT: '3999', HOST: '127.0.0.1', SITE_URL: '', LOG_FORMAT: 'text' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, said })));
}

longTest('with another key, or none, the start is refused in a sentence, and no key is made in its place', async () => {
  const file = path.join(folder, 'secret.key');
  writeFileSync(file, 'ab'.repeat(32));
  const other = await start();
  rmSync(file);
  const none = await start();
  for (const { code, said } of [other, none]) {
    expect(code).toBe(1);
    expect(said).toMatch(/^✗ La clé secrète .* forget-device --email ADRESSE\.\n$/);
  }
  expect(existsSync(file)).toBe(false);
});
