/**
 * Failed tries, counted for the account and for the address together: password, code, backup code, password again; and
 * reports of errors, counted for the address.
 *
 * Promise: a try is counted before it is judged, so that a hundred at once are a hundred tries; each one too many makes
 * the next wait longer, up to a limit, and time alone forgives: nobody is ever locked out for good, not even by somebody
 * who takes every turn at their account, since an address from which it was opened lately has turns of its own. An e-mail
 * nobody has is counted like any other. What is kept are hashes, not addresses.
 */
import { type Transaction, write } from '../database.ts';
import { tries as limits } from '../limits.ts';
import { clock, fromNow, isAhead, minutes, seconds } from './clock.ts';
import { unjudged } from './unjudged.ts';
import { keyedHash } from './vault.ts';

/** Whose tries are counted. */
export type Trying = { email: string; address: string };

type Rule = { free: number; longest: number };

const keysOf = ({ email, address }: Trying) => ({
  account: `account:${keyedHash('throttle', email)}`,
  /** The account from this address; there is such a row only since it was opened from there. */
  known: `known:${keyedHash('throttle', `${email} ${address}`)}`,
  address: `address:${keyedHash('throttle', address)}`,
});

type Row = { failures: number; lastAt: Date };

/** Milliseconds since the last try; never less than none, whatever the clock was then. */
const since = ({ lastAt }: Row) => Math.max(0, clock.now().getTime() - lastAt.getTime());

/** Failures that still count. */
function standing(row: Row | null): number {
  return row ? Math.max(0, row.failures - Math.floor(since(row) / limits.forgiveness)) : 0;
}

/** How long the next try must wait after the last one: 2 s, 4 s, 8 s … */
function delay(failures: number, { free, longest }: Rule): number {
  return failures < free ? 0 : Math.min(longest, seconds(2 ** (failures - free + 1)));
}

async function waiting(tx: Transaction, key: string, rule: Rule): Promise<{ wait: number; failures: number }> {
  const row = await tx.throttle.findUnique({ where: { key } });
  const failures = standing(row);
  // Of a clock that was ahead: this try is let in, and notes the time from which the next ones wait.
  const wait = !row || isAhead(row.lastAt) ? 0 : Math.max(0, delay(failures, rule) - since(row));
  return { wait, failures };
}

/**
 * Counts a try as failed until `forgive` says otherwise.
 * @returns 0, or the milliseconds to wait: then the try is refused without being looked at, and is not counted
 */
export function countTry(trying: Trying): Promise<number> {
  return write(async (tx) => {
    await forget(tx);
    const keys = keysOf(trying);
    const isKnown = (await tx.throttle.count({ where: { key: keys.known } })) > 0;
    const own = isKnown ? keys.known : keys.account;
    const account = await waiting(tx, own, limits.account);
    const address = await waiting(tx, keys.address, limits.address);
    const wait = Math.max(account.wait, address.wait);
    if (wait > 0) {
      unjudged().throttled += 1;
      return wait;
    }
    const lastAt = clock.now();
    for (const [key, before] of [
      [own, account.failures],
      [keys.address, address.failures],
    ] as const) {
      const row = { failures: before + 1, lastAt };
      await tx.throttle.upsert({ where: { key }, create: { key, ...row }, update: row });
    }
    return 0;
  });
}

/** Counts a report from an address. @returns 0, or the milliseconds to wait: then it is not taken, and not counted */
export async function countReport(tx: Transaction, address: string): Promise<number> {
  const key = `report:${keyedHash('throttle', address)}`;
  const { wait, failures } = await waiting(tx, key, limits.report);
  if (wait > 0) return wait;
  const row = { failures: failures + 1, lastAt: clock.now() };
  await tx.throttle.upsert({ where: { key }, create: { key, ...row }, update: row });
  await forget(tx);
  return 0;
}

/** A day later nothing is left of a try, whatever clock dated it; later, nor of where an account was opened from. */
async function forget(tx: Transaction): Promise<void> {
  const lastAt = { lt: fromNow(-limits.kept) };
  await tx.throttle.deleteMany({ where: { lastAt, NOT: { key: { startsWith: 'known:' } } } });
  const outside = [{ lastAt: { lt: fromNow(-limits.known) } }, { lastAt: { gt: fromNow(limits.kept) } }];
  await tx.throttle.deleteMany({ where: { OR: outside } });
}

/** The account is proven to be theirs, by the last `tries`: it starts anew, known from there; the address gets them back. */
export async function forgive(tx: Transaction, trying: Trying, tries = 1): Promise<void> {
  const keys = keysOf(trying);
  await tx.throttle.deleteMany({ where: { key: keys.account } });
  const row = { failures: 0, lastAt: clock.now() };
  await tx.throttle.upsert({ where: { key: keys.known }, create: { key: keys.known, ...row }, update: row });
  const where = { key: keys.address, failures: { gte: tries } };
  await tx.throttle.updateMany({ where, data: { failures: { decrement: tries } } });
}

/** What is said to somebody who must wait. */
export function waitSentence(wait: number, of = 'essais'): string {
  const time =
    wait < minutes(1) ? count(Math.ceil(wait / 1000), 'seconde') : count(Math.ceil(wait / minutes(1)), 'minute');
  return `Trop ${/^[aeiou]/.test(of) ? 'd’' : 'de '}${of} de suite : recommencez dans ${time}.`;
}

const count = (number: number, unit: string) => `${number}\u00A0${unit}${number > 1 ? 's' : ''}`;
