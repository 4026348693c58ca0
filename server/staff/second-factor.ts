/**
 * The second factor: six digits from an application on the person's own device (TOTP, RFC 6238).
 *
 * Promise: a code is good for its own step of thirty seconds and one on either side, and once only; the secret is kept
 * sealed. Until it is confirmed by a first code, a proposed secret is kept nowhere: the same session is offered the same
 * one each time the page is shown.
 */
import { Secret, TOTP } from 'otpauth';
import QRCode from 'qrcode';
import { reader, type Transaction } from '../database.ts';
import { env } from '../env.ts';
import { clock, isAhead, seconds } from './clock.ts';
import { derive, seal, unseal } from './vault.ts';

const PERIOD = 30;

function generator(base32: string, label: string): TOTP {
  const issuer = `Palmarès (${new URL(env().siteUrl).host})`;
  return new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(base32) });
}

/** Who sets a second factor up: `totpSecret` is what is kept now, so that a replacement is a new secret. */
export type Enrolling = { sessionId: string; email: string; totpSecret: string | null };

/** The secret offered to this session, in base 32 (160 bits). */
function proposedSecret({ sessionId, totpSecret }: Enrolling): string {
  const bytes = derive('totp', `${sessionId}:${totpSecret ?? ''}`).subarray(0, 20);
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;
}

/** What the set-up page shows: the secret in groups of four to type, and the picture of it as SVG. */
export async function proposal(enrolling: Enrolling): Promise<{ secret: string; qr: string }> {
  const secret = proposedSecret(enrolling);
  const uri = generator(secret, enrolling.email).toString();
  const qr = await QRCode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  return { secret: secret.replace(/(.{4})(?=.)/g, '$1 '), qr };
}

/** The step a code belongs to, or nothing when it is not good now. */
function stepOf(base32: string, code: string): number | undefined {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return undefined;
  const timestamp = clock.now().getTime();
  const delta = generator(base32, '').validate({ token: digits, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD) + delta;
}

/** Keeps the secret offered to this session, when `code` shows that the device has it. @returns whether it does */
export async function confirmProposal(
  tx: Transaction,
  accountId: string,
  enrolling: Enrolling,
  code: string,
): Promise<boolean> {
  const secret = proposedSecret(enrolling);
  const step = stepOf(secret, code);
  if (step === undefined) return false;
  const kept = { totpSecret: seal(secret, accountId), totpLastStep: step };
  await tx.account.update({ where: { id: accountId }, data: kept });
  return true;
}

/** The step after which codes are good. One that this clock is far from was taken when the clock was ahead. */
function lastOf({ totpLastStep: last }: { totpLastStep: number | null }): number {
  return last === null || isAhead(new Date(seconds((last - 1) * PERIOD))) ? 0 : last;
}

/**
 * Uses a code up.
 * @returns whether it was good: of a step near now, and later than any step accepted before
 * @throws {SecretKeyLost}
 */
export async function spendCode(tx: Transaction, accountId: string, code: string): Promise<boolean> {
  const account = await tx.account.findUnique({ where: { id: accountId } });
  if (!account?.totpSecret) return false;
  const step = stepOf(unseal(account.totpSecret, accountId), code);
  if (step === undefined || step <= lastOf(account)) return false;
  await tx.account.update({ where: { id: accountId }, data: { totpLastStep: step } });
  return true;
}

/** Makes sure that every second factor kept can be read. @throws {SecretKeyLost} when the key is another, or gone */
export async function checkSecondFactors(): Promise<void> {
  const accounts = await reader().account.findMany({ where: { totpSecret: { not: null } } });
  for (const { id, totpSecret } of accounts) if (totpSecret !== null) unseal(totpSecret, id);
}
