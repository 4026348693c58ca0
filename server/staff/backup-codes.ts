/**
 * Backup codes: ten codes on paper that replace the second factor when the device is not at hand.
 *
 * Promise: each works once; a new set ends the former one; they are shown once and kept as keyed hashes, which the
 * database alone cannot test.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Reader, Transaction } from '../database.ts';
import { clock } from './clock.ts';
import { keyedHash } from './vault.ts';

const COUNT = 10;

/** No letter that is read as another: 32 signs, 5 bits each, ten of them. */
const signs = 'abcdefghjkmnpqrstuvwxyz234567890';

function newCode(): string {
  const picked = [...randomBytes(10)].map((byte) => signs[byte % signs.length]).join('');
  return `${picked.slice(0, 5)}-${picked.slice(5)}`;
}

const hashOf = (accountId: string, code: string) =>
  keyedHash('backup-code', `${accountId}:${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`);

/** Makes ten new codes in the place of the former. @returns them, for the only time they are shown */
export async function renewBackupCodes(tx: Transaction, accountId: string): Promise<string[]> {
  await tx.backupCode.deleteMany({ where: { accountId } });
  const codes = Array.from({ length: COUNT }, newCode);
  const rows = codes.map((code) => ({ id: randomUUID(), accountId, codeHash: hashOf(accountId, code) }));
  await tx.backupCode.createMany({ data: rows });
  return codes;
}

/** Uses a code up. @returns whether it was one of the account's, not used before */
export async function spendBackupCode(tx: Transaction, accountId: string, code: string): Promise<boolean> {
  const where = { accountId, codeHash: hashOf(accountId, code), usedAt: null };
  return (await tx.backupCode.updateMany({ where, data: { usedAt: clock.now() } })).count === 1;
}

/** How many are left. */
export function backupCodesLeft(store: Reader, accountId: string): Promise<number> {
  return store.backupCode.count({ where: { accountId, usedAt: null } });
}
