/** What the tests of the staff room share: a clock to turn, people to invite, the codes of their devices. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { reader } from '../../../server/database.ts';
import type { Role } from '../../../server/editorial/permissions.ts';
import { invite } from '../../../server/staff/accounts.ts';
import { type Actor, operator } from '../../../server/staff/actor.ts';
import { clock } from '../../../server/staff/clock.ts';
import { acceptLink, setUpSecondFactor } from '../../../server/staff/own-account.ts';
import { proposal } from '../../../server/staff/second-factor.ts';
import { actorOf, findSession, type Signed } from '../../../server/staff/sessions.ts';
import { giveCode, signIn } from '../../../server/staff/sign-in.ts';
import type { Visitor } from '../../../server/staff/visitor.ts';

process.env.SECRET_KEY = 'ab'.repeat(32);

const opening = Date.parse('2026-11-23T09:00:00Z');
let time = opening;
clock.now = () => new Date(time);

/** Turns the clock. */
export function later(milliseconds: number): void {
  time += milliseconds;
}

/** Turns the clock to five minutes past the opening: when whoever came in a furnished store has come. */
export function morning(): void {
  time = opening + 5 * 60_000;
}

export const goodPassword = 'quatre girafes lisent dehors';
export const otherPassword = 'sept valises dans la brume';

export const office: Visitor = { address: '192.0.2.1', device: 'Firefox sur Linux', requestId: 'test' };
export const elsewhere: Visitor = { address: '198.51.100.7', device: 'Safari sur iPhone', requestId: 'test' };

/** The value of something that went well. @throws with its problems otherwise */
export function well<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome as Extract<T, { ok: true }>;
}

export async function signed(token: string): Promise<Signed> {
  const found = await findSession(token);
  if (!found) throw new Error('No such session.');
  return found;
}

export async function actor(token: string): Promise<Actor> {
  const found = actorOf(await signed(token), 'test');
  if (!found) throw new Error('The session makes no actor.');
  return found;
}

export const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

/** The code a device shows now. */
export function codeOf(secret: string): string {
  const made = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), digits: 6, period: 30 });
  return made.generate({ timestamp: time });
}

export type Member = { id: string; email: string; token: string; secret: string; codes: string[] };

/** Invites somebody, who accepts and sets up what the role asks for. */
export async function member(name: string, role: Role): Promise<Member> {
  const email = `${name.toLowerCase()}@exemple.fr`;
  const { link, accountId: id } = well(await invite(operator(), { email, name, role }));
  const { token } = well(await acceptLink(office, tokenOf(link.url), { password: goodPassword }));
  if (role === 'contributor') return { id, email, token, secret: '', codes: [] };
  const session = await signed(token);
  const { secret } = await proposal({ ...session.account, sessionId: session.sessionId });
  const done = well(await setUpSecondFactor(office, session, { code: codeOf(secret) }));
  later(30_000);
  return { id, email, token: done.token, secret, codes: done.codes };
}

/** Signs in, with the second factor when there is one. @returns the token */
export async function arrive({ email, secret }: Member, from = office, password = goodPassword): Promise<string> {
  const { token } = well(await signIn(from, { email, password }));
  if (secret === '') return token;
  later(30_000);
  return well(await giveCode(from, await signed(token), { code: codeOf(secret) })).token;
}

export const verbs = async () =>
  (await reader().journalLine.findMany({ orderBy: { at: 'asc' } })).map((one) => one.verb);

/** Every byte of the database files of a folder. */
export function bytesOf(folder: string): string {
  return ['palmares.db', 'palmares.db-wal'].map((name) => readFileSync(path.join(folder, name), 'latin1')).join('');
}
