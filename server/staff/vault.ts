/**
 * The one secret of the installation, and what it protects: TOTP secrets, backup codes, the addresses that reporters left,
 * the stamps of forms read over.
 *
 * Promise: whoever has only the database (a copy, a backup) can neither make a code nor test one. The key is
 * `SECRET_KEY`, or the file `secret.key` of the data folder, made once, readable by its owner only. What was sealed
 * opens only under the same key and the same `about`, the id of what it belongs to.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from '../env.ts';

/** The key is not the one this was sealed with, or is gone. */
export class SecretKeyLost extends Error {}

const lost =
  'La clé secrète de l’installation (SECRET_KEY, ou secret.key dans le dossier de données) n’est plus celle d’avant : ' +
  'remettez-la, ou retirez le second facteur de chaque personne qui en a un : ' +
  'npm run staff -- forget-device --email ADRESSE.';

/** The file of the key in DATA_DIR, when SECRET_KEY does not give it. */
export const keyName = 'secret.key';

/** @param make when there is none: what was sealed with a key that is gone must not get another in its place */
function masterKey(make: boolean): Buffer {
  const { office, dataDir } = env();
  const { secretKey } = office;
  if (secretKey !== '') return Buffer.from(secretKey, 'hex');
  const file = path.join(dataDir, keyName);
  if (!make && !existsSync(file)) throw new SecretKeyLost(lost);
  try {
    // Fails when the file exists, so that two processes cannot make two keys.
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new SecretKeyLost(lost);
  return key;
}

/** 32 bytes that depend on the key, the purpose and `about`, and tell nothing of the key. */
export function derive(purpose: string, about: string, make = true): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey(make), about, purpose, 32));
}

/** A keyed hash: the same text gives the same hash, which nobody without the key can test. */
export function keyedHash(purpose: string, text: string): string {
  return createHmac('sha256', derive(purpose, '')).update(text).digest('hex');
}

/** Encrypts (AES-256-GCM). @returns text for the database */
export function seal(text: string, about: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derive('seal', about), iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return ['v1', iv, body, cipher.getAuthTag()]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
}

/** Opens what `seal` made. @throws {SecretKeyLost} when it was sealed under another key, for another, or altered */
export function unseal(sealed: string, about: string): string {
  const [, iv = '', body = '', tag = ''] = sealed.split('.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', derive('seal', about, false), Buffer.from(iv, 'base64url'));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return decipher.update(body, 'base64url', 'utf8') + decipher.final('utf8');
  } catch (error) {
    throw new SecretKeyLost(lost, { cause: error });
  }
}
