/**
 * Sessions: who a browser's token stands for, how far they have proven it, and until when.
 *
 * Promise: only the SHA-256 of a token is kept; a session ends after 30 minutes without a request, after 12 hours in any
 * case, and at the next request after it was revoked or the account changed. This is the only place that makes an
 * `Actor` of a person, and only of a session that has proven everything its role asks for.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Reader, reader, type Transaction, write } from '../database.ts';
import type { Role } from '../editorial/permissions.ts';
import type { Actor } from './actor.ts';
import { clock, fromNow, hours, isAhead, minutes } from './clock.ts';
import { digest, looksLikeToken, newToken } from './tokens.ts';

export const sessionTimes = { idle: minutes(30), absolute: hours(12), unfinished: minutes(10), touch: minutes(1) };

/**
 * What a session may do: `full` everything of its role; `code` only give the second factor; `setUp` only set one up,
 * since whoever may publish or administer must have one.
 */
export type Standing = 'full' | 'code' | 'setUp';

export type Signed = {
  sessionId: string;
  standing: Standing;
  account: { id: string; email: string; name: string; role: Role; totpSecret: string | null };
  provenAt: Date | null;
  /** When it ends if nothing more is asked. */
  endsAt: Date;
};

type Row = NonNullable<Awaited<ReturnType<typeof load>>>;

const load = (store: Reader, tokenHash: string) =>
  store.session.findUnique({ where: { tokenHash }, include: { account: true } });

const mustHaveSecondFactor = (role: string) => role !== 'contributor';

function standingOf({ secondFactorAt, account }: Row): Standing {
  if (account.totpSecret !== null) return secondFactorAt ? 'full' : 'code';
  return mustHaveSecondFactor(account.role) ? 'setUp' : 'full';
}

function endOf(row: Row): Date {
  const { idle, absolute, unfinished } = sessionTimes;
  const longest = standingOf(row) === 'full' ? absolute : unfinished;
  return new Date(Math.min(row.lastSeenAt.getTime() + idle, row.createdAt.getTime() + longest));
}

const over = (row: Row) =>
  row.endedAt !== null || row.account.disabledAt !== null || endOf(row) <= clock.now() || isAhead(row.lastSeenAt);

/** Who this token stands for; nothing when it is unknown, ended or too old. Being asked keeps the session awake. */
export async function findSession(token: unknown): Promise<Signed | undefined> {
  if (!looksLikeToken(token)) return undefined;
  const row = await load(reader(), digest(token));
  if (!row || over(row)) return undefined;
  if (clock.now().getTime() - row.lastSeenAt.getTime() >= sessionTimes.touch) {
    row.lastSeenAt = clock.now();
    await touch(row.id, row.lastSeenAt);
  }
  return signedOf(row);
}

/** Sessions whose use is being noted. */
const touching = new Set<string>();

/** How long a request waits for the note, in milliseconds. */
const noteWait = 1000;

/**
 * Notes that a session was used. Whoever reads does not wait long for that, nor fails with it, when the file is held or
 * its disk full: what is not noted now is at a later request.
 */
async function touch(id: string, lastSeenAt: Date): Promise<void> {
  if (touching.has(id)) return;
  touching.add(id);
  const noting = write((tx) => tx.session.updateMany({ where: { id, endedAt: null }, data: { lastSeenAt } }));
  const noted = noting.catch(() => undefined).finally(() => touching.delete(id));
  await Promise.race([noted, pause(noteWait, undefined, { ref: false })]);
}

function signedOf(row: Row): Signed {
  const { id, email, name, role, totpSecret } = row.account;
  return {
    ...{ sessionId: row.id, standing: standingOf(row), provenAt: row.reauthenticatedAt, endsAt: endOf(row) },
    account: { id, email, name, role: role as Role, totpSecret },
  };
}

/** How long the session has left if nothing more is asked, in milliseconds. */
export const timeLeft = ({ endsAt }: Signed): number => Math.max(0, endsAt.getTime() - clock.now().getTime());

/** The actor of a session, or nothing while something is still to be proven. */
export function actorOf(signed: Signed, requestId: string): Actor | undefined {
  if (signed.standing !== 'full') return undefined;
  const { id, name, role } = signed.account;
  const proof = signed.provenAt && { provenAt: signed.provenAt };
  return { id, name, role, requestId, sessionId: signed.sessionId, ...proof } as Actor;
}

/** Opens a session for somebody whose password was just accepted. @returns its token, for the cookie */
export async function openSession(tx: Transaction, accountId: string, device: string): Promise<string> {
  const token = newToken();
  const now = clock.now();
  const at = { createdAt: now, lastSeenAt: now, reauthenticatedAt: now };
  await tx.session.create({ data: { id: randomUUID(), tokenHash: digest(token), accountId, device, ...at } });
  return token;
}

/** The session ended while what it asked for was being worked on. */
export class SessionOver extends Error {}

/**
 * Gives the session a new token, as each time more was proven; the former one is worth nothing.
 * @returns the token
 * @throws {SessionOver} when it ended meanwhile (a new password ends it): whatever the transaction did is taken back
 */
export async function rotateSession(
  tx: Transaction,
  id: string,
  proven: { secondFactorAt?: Date; reauthenticatedAt?: Date },
): Promise<string> {
  const token = newToken();
  const data = { tokenHash: digest(token), lastSeenAt: clock.now(), ...proven };
  const { count } = await tx.session.updateMany({ where: { id, endedAt: null }, data });
  if (count === 0) throw new SessionOver('Votre session est terminée : connectez-vous de nouveau, puis recommencez.');
  return token;
}

/** Ends the account's sessions, all or all but one. @returns how many */
export async function endSessions(tx: Transaction, accountId: string, but?: string): Promise<number> {
  const where = { accountId, endedAt: null, ...(but !== undefined && { id: { not: but } }) };
  return (await tx.session.updateMany({ where, data: { endedAt: clock.now() } })).count;
}

/** Ends one session of the account. @returns whether there was one to end */
export async function endSession(tx: Transaction, accountId: string, id: string): Promise<boolean> {
  const where = { id, accountId, endedAt: null };
  return (await tx.session.updateMany({ where, data: { endedAt: clock.now() } })).count === 1;
}

export type OpenSession = { id: string; device: string; createdAt: Date; lastSeenAt: Date; current: boolean };

/** The actor's own sessions that still run, the last used first. */
export async function ownSessions(actor: Actor): Promise<OpenSession[]> {
  const where = { accountId: actor.id, endedAt: null, createdAt: { gt: fromNow(-sessionTimes.absolute) } };
  const rows = await reader().session.findMany({ where, orderBy: { lastSeenAt: 'desc' }, include: { account: true } });
  return rows
    .filter((row) => !over(row))
    .map(({ id, device, createdAt, lastSeenAt }) => {
      return { id, device, createdAt, lastSeenAt, current: id === actor.sessionId };
    });
}
