/**
 * Secrets handed to a browser or sent as a link.
 *
 * Promise: a token has 256 bits of chance; only its SHA-256 is ever stored, which is enough to recognise it and useless
 * to whoever reads the database.
 */
import { createHash, randomBytes } from 'node:crypto';

/** What a token looks like: anything else is not worth a question to the database. */
const TOKEN = /^[\w-]{43}$/;

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function looksLikeToken(value: unknown): value is string {
  return typeof value === 'string' && TOKEN.test(value);
}

/** The SHA-256 of a token, in hexadecimal. */
export function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
