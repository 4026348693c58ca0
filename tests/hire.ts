/**
 * People of the newsroom as tests and measures need them: already invited, already come, signed in.
 *
 * Promise: everything is made by the product’s own functions, in the store the environment names.
 */
import { Secret, TOTP } from 'otpauth';
import { write } from '../server/database.ts';
import type { Role } from '../server/editorial/permissions.ts';
import { invite } from '../server/staff/accounts.ts';
import { operator } from '../server/staff/actor.ts';
import { clock } from '../server/staff/clock.ts';
import { acceptLink, setUpSecondFactor } from '../server/staff/own-account.ts';
import { proposal } from '../server/staff/second-factor.ts';
import { endSessions, findSession, openSession, rotateSession } from '../server/staff/sessions.ts';
import type { Visitor } from '../server/staff/visitor.ts';

export const goodPassword = 'quatre girafes lisent dehors';

/** The console, as a visitor: never counted with a browser’s own tries. */
const console: Visitor = { address: '192.0.2.1', device: 'Console', requestId: 'test' };

/** The code that a device with this secret shows, or will show `steps` times thirty seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  const device = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), digits: 6, period: 30 });
  return device.generate({ timestamp: clock.now().getTime() + steps * 30_000 });
}

/** `secret` is the one of their device; `codes` replace it. */
export type Colleague = { id: string; email: string; secret: string; codes: string[] };

/** The value of something that went well. @throws with its problems otherwise */
export function well<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome as Extract<T, { ok: true }>;
}

async function signed(token: string) {
  const found = await findSession(token);
  if (!found) throw new Error('No such session.');
  return found;
}

/** Somebody who was invited and came, with the second factor the role asks for. */
export async function hire(name: string, role: Role): Promise<Colleague> {
  const email = `${name.toLowerCase()}@exemple.fr`;
  const { link, accountId: id } = well(await invite(operator(), { email, name, role }));
  const linkToken = link.url.slice(link.url.lastIndexOf('/') + 1);
  const { token } = well(await acceptLink(console, linkToken, { password: goodPassword }));
  if (role === 'contributor') return { id, email, secret: '', codes: [] };
  const session = await signed(token);
  const { secret } = await proposal({ ...session.account, sessionId: session.sessionId });
  const { codes } = well(await setUpSecondFactor(console, session, { code: codeOf(secret) }));
  return { id, email, secret, codes };
}

export type SessionState = 'full' | 'second factor pending' | 'expired' | 'revoked';

/** A session of this account, as far as `state` says. @returns its token, for the cookie */
export async function sessionOf(accountId: string, state: SessionState = 'full'): Promise<string> {
  const at = clock.now;
  if (state === 'expired') clock.now = () => new Date(Date.now() - 31 * 60_000);
  try {
    return await write(async (tx) => {
      const opened = await openSession(tx, accountId, 'Chrome sur Linux');
      if (state === 'second factor pending') return opened;
      const { id } = await tx.session.findFirstOrThrow({ where: { accountId }, orderBy: { createdAt: 'desc' } });
      const proven = { secondFactorAt: clock.now(), reauthenticatedAt: clock.now() };
      const token = await rotateSession(tx, id, proven);
      if (state === 'revoked') await endSessions(tx, accountId);
      return token;
    });
  } finally {
    clock.now = at;
  }
}
