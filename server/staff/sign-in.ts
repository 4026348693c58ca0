/**
 * Signing in: password, then second factor; giving the password again; signing out.
 *
 * Promise: an account nobody has, a wrong password and a closed account get the same words after the same work; each
 * failure is counted and written in the journal; each proof gives the browser a new token.
 */
import { z } from 'zod';
import { reader, type Transaction, write } from '../database.ts';
import { mustWait } from '../front/office.ts';
import { record, recordAlone } from '../journal.ts';
import { passwordWork } from '../limits.ts';
import { spendBackupCode } from './backup-codes.ts';
import { clock } from './clock.ts';
import { checkPassword, TooBusy } from './passwords.ts';
import { spendCode } from './second-factor.ts';
import { endSession, openSession, rotateSession, type Signed } from './sessions.ts';
import { countTry, forgive, type Trying, waitSentence } from './throttle.ts';
import { unjudged } from './unjudged.ts';
import { SecretKeyLost } from './vault.ts';
import { type Refused, refuse, refuseParsed, type Visitor } from './visitor.ts';

/** `token` is for the cookie, and nowhere else. */
export type Opened = { ok: true; token: string } | Refused;

const wrong = 'L’adresse électronique ou le mot de passe n’est pas le bon. Vérifiez les deux, puis recommencez.';
const wrongCode =
  'Ce code n’est pas le bon, ou a déjà servi. Attendez le suivant, ou donnez l’un de vos codes de secours.';

const typed = (max: number, missing: string) => z.string(missing).min(1, missing).max(max, 'Ce texte est trop long.');

const credentials = z.strictObject({
  email: typed(254, 'Donnez votre adresse électronique.').transform(asEmail),
  password: typed(1000, 'Donnez votre mot de passe.'),
});

/** An e-mail address as accounts are found by it. */
export function asEmail(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

/** Does what may find no place to be worked on, or no key: whoever asked is told so. */
export async function unlessBusy<T>(requestId: string, work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TooBusy) {
      unjudged().busy += 1;
      mustWait(requestId, 503, passwordWork.retryAfter);
    }
    if (error instanceof TooBusy || error instanceof SecretKeyLost) return refuse('', error.message);
    throw error;
  }
}

/** Counts a try, then judges it. @returns what is wrong, or nothing */
async function judged(
  trying: Trying,
  path: string,
  requestId: string,
  judge: () => Promise<Refused | undefined>,
): Promise<Refused | undefined> {
  const wait = await countTry(trying);
  if (wait > 0) {
    mustWait(requestId, 429, wait);
    return refuse(path, waitSentence(wait));
  }
  return unlessBusy(requestId, judge);
}

/** Opens a session when the password is right; what it may do then depends on its `standing`. */
export async function signIn(visitor: Visitor, given: unknown): Promise<Opened> {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  const { email, password } = parsed.data;
  const trying = { email, address: visitor.address };
  const { requestId } = visitor;
  const account = await reader().account.findUnique({ where: { email } });
  const refused = await judged(trying, '', requestId, async () => {
    const right = await checkPassword(account?.passwordHash ?? null, password);
    if (right && account?.disabledAt === null) return undefined;
    await recordAlone({ id: account?.id ?? 'anonymous', requestId }, { verb: 'refused:signIn' });
    return refuse('', wrong);
  });
  if (refused || !account) return refused ?? refuse('', wrong);
  return write(async (tx): Promise<Opened> => {
    // The password may have changed, or the account been closed, while it was being checked.
    const where = { id: account.id, passwordHash: account.passwordHash, disabledAt: null };
    if ((await tx.account.count({ where })) === 0) return refuse('', wrong);
    // With a second factor still to come, the tries go on being counted.
    if (account.totpSecret === null) await forgive(tx, trying);
    const token = await openSession(tx, account.id, visitor.device);
    await record(tx, { id: account.id, requestId }, { verb: 'signIn', after: { device: visitor.device } });
    return { ok: true, token };
  });
}

/** Gives a session that waits for it its second factor: a code of the application, or a backup code. */
export async function giveCode(visitor: Visitor, signed: Signed, given: unknown): Promise<Opened> {
  const schema = z.strictObject({ code: typed(40, 'Donnez le code à six chiffres, ou un code de secours.') });
  const parsed = schema.safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  // Elsewhere a good backup code would only buy back tries.
  if (signed.standing !== 'code') return refuse('', 'Aucun code n’est attendu : ouvrez la page que vous vouliez voir.');
  const { id, email } = signed.account;
  const who = { id, requestId: visitor.requestId };
  const trying = { email, address: visitor.address };
  let token: string | undefined;
  const refused = await judged(trying, 'code', visitor.requestId, async () => {
    token = await write(async (tx) => {
      const by = await usedUp(tx, id, parsed.data.code);
      if (!by) return undefined;
      await forgive(tx, trying, 2); // The password before it was counted too.
      await record(tx, who, { verb: 'giveSecondFactor', after: { by } });
      return rotateSession(tx, signed.sessionId, { secondFactorAt: clock.now(), reauthenticatedAt: clock.now() });
    });
    if (token) return undefined;
    await recordAlone(who, { verb: 'refused:giveSecondFactor' });
    return refuse('code', wrongCode);
  });
  return token ? { ok: true, token } : (refused ?? refuse('code', wrongCode));
}

async function usedUp(tx: Transaction, accountId: string, code: string): Promise<'code' | 'backupCode' | undefined> {
  if (await spendCode(tx, accountId, code)) return 'code';
  return (await spendBackupCode(tx, accountId, code)) ? 'backupCode' : undefined;
}

/**
 * Whether this is the password of the session's account, counted like any try. Only a session that proved everything
 * may ask: a good password forgives the account's tries, wrong codes among them.
 * @returns what is wrong, or nothing
 */
export async function provePassword(visitor: Visitor, { account, standing }: Signed, password: unknown) {
  if (standing !== 'full') return refuse('', 'Donnez d’abord votre second facteur.');
  const parsed = credentials.shape.password.safeParse(password);
  if (!parsed.success) return refuse('password', parsed.error.issues[0]?.message ?? wrong);
  const kept = await reader().account.findUnique({ where: { id: account.id } });
  const trying = { email: account.email, address: visitor.address };
  return judged(trying, 'password', visitor.requestId, async () => {
    if (await checkPassword(kept?.passwordHash ?? null, parsed.data)) {
      await write((tx) => forgive(tx, trying));
      return undefined;
    }
    await recordAlone({ id: account.id, requestId: visitor.requestId }, { verb: 'refused:provePassword' });
    return refuse('password', 'Ce mot de passe n’est pas le bon. Vérifiez-le, puis recommencez.');
  });
}

/** Opens the minutes in which accounts, second factors and erasures may be touched. */
export async function proveAgain(visitor: Visitor, signed: Signed, given: { password?: unknown }): Promise<Opened> {
  const refused = await provePassword(visitor, signed, given.password);
  if (refused) return refused;
  return write(async (tx): Promise<Opened> => {
    const token = await rotateSession(tx, signed.sessionId, { reauthenticatedAt: clock.now() });
    await record(tx, { id: signed.account.id, requestId: visitor.requestId }, { verb: 'proveAgain' });
    return { ok: true, token };
  });
}

/** Ends the session. */
export async function signOut(visitor: Visitor, signed: Signed): Promise<void> {
  await write(async (tx) => {
    await endSession(tx, signed.account.id, signed.sessionId);
    await record(tx, { id: signed.account.id, requestId: visitor.requestId }, { verb: 'signOut' });
  });
}
