import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SecretKeyLost, seal, unseal } from '../../../server/staff/vault.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'palmares-'));
process.env.DATA_DIR = folder;
delete process.env.SECRET_KEY;
afterAll(() => rmSync(folder, { recursive: true }));

const file = path.join(folder, 'secret.key');

test('the key is made once, for its owner only; what was sealed opens for whom it was sealed', () => {
  const sealed = seal('le secret', 'camille');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const key = readFileSync(file, 'utf8');
  expect(unseal(sealed, 'camille')).toBe('le secret');
  expect(readFileSync(file, 'utf8')).toBe(key);
  expect(seal('le secret', 'camille')).not.toBe(sealed);
  expect(sealed).not.toContain('secret');
});

test('for somebody else, altered, or under another key, it does not open', () => {
  const sealed = seal('le secret', 'camille');
  expect(() => unseal(sealed, 'pascale')).toThrow(SecretKeyLost);
  expect(() => unseal(`${sealed}A`, 'camille')).toThrow(SecretKeyLost);
  expect(() => unseal('v1', 'camille')).toThrow(SecretKeyLost);
  writeFileSync(file, 'ab'.repeat(32));
  expect(() => unseal(sealed, 'camille')).toThrow(SecretKeyLost);
});
