/**
 * The store of the newsroom under test, opened beside the server as `npm run staff` does, and its people: what a test
 * needs to have happened already happens here, by the product’s own functions.
 */
import { Secret, TOTP } from 'otpauth';
import type { Role } from '../../../server/editorial/permissions.ts';
import type { Visitor } from '../../../server/staff/visitor.ts';
import { newsroom } from '../site.ts';

Object.assign(process.env, {
  DATA_DIR: newsroom.dataDir,
  PORT: String(newsroom.port),
  HOST: 'localhost',
  SITE_URL: '',
});

const { reader, write } = await import('../../../server/database.ts');
const { writeNote } = await import('../../../server/editorial/colleague-notes.ts');
const { lastRevision, saveDraft } = await import('../../../server/editorial/revisions.ts');
const { invite } = await import('../../../server/staff/accounts.ts');
const { operator } = await import('../../../server/staff/actor.ts');
const { clock } = await import('../../../server/staff/clock.ts');
const { acceptLink, setUpSecondFactor } = await import('../../../server/staff/own-account.ts');
const { proposal } = await import('../../../server/staff/second-factor.ts');
const { findSession, openSession, rotateSession, endSessions } = await import('../../../server/staff/sessions.ts');

export { reader, write };

export const goodPassword = 'quatre girafes lisent dehors';

/** The console, as a visitor: never counted with the browser’s own tries. */
const console: Visitor = { address: '192.0.2.1', device: 'Console', requestId: 'test' };

/** The code that a device with this secret shows, or will show `steps` times thirty seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  const device = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), digits: 6, period: 30 });
  return device.generate({ timestamp: clock.now().getTime() + steps * 30_000 });
}

export type Colleague = { id: string; email: string; codes: string[] };

/** The value of something that went well. @throws with its problems otherwise */
function well<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome as Extract<T, { ok: true }>;
}

async function signed(token: string) {
  const found = await findSession(token);
  if (!found) throw new Error('No such session.');
  return found;
}

/** Somebody who was invited and came, with the second factor the role asks for. @returns also their backup codes */
export async function hire(name: string, role: Role): Promise<Colleague> {
  const email = `${name.toLowerCase()}@exemple.fr`;
  const { link, accountId: id } = well(await invite(operator(), { email, name, role }));
  const linkToken = link.url.slice(link.url.lastIndexOf('/') + 1);
  const { token } = well(await acceptLink(console, linkToken, { password: goodPassword }));
  if (role === 'contributor') return { id, email, codes: [] };
  const session = await signed(token);
  const { secret } = await proposal({ ...session.account, sessionId: session.sessionId });
  const { codes } = well(await setUpSecondFactor(console, session, { code: codeOf(secret) }));
  return { id, email, codes };
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
      if (state === 'revoked') await endSessions(tx, accountId);
      const proven = { secondFactorAt: clock.now(), reauthenticatedAt: clock.now() };
      return rotateSession(tx, id, proven);
    });
  } finally {
    clock.now = at;
  }
}

/** The id of the account with that name. */
export async function accountOf(name: string): Promise<string> {
  return (await reader().account.findFirstOrThrow({ where: { name } })).id;
}

/** The entry at a public address of laureates. */
export async function laureateAt(slug: string): Promise<{ id: string; edit: string; href: string }> {
  const { id } = await reader().entry.findFirstOrThrow({ where: { kind: 'laureate', slug } });
  return { id, edit: `/redaction/laureats/${id}`, href: `/laureats/${slug}` };
}

/** The contents of an entry’s revisions, the first first. */
export async function revisionsOf(entryId: string): Promise<Record<string, unknown>[]> {
  const found = await reader().revision.findMany({ where: { entryId }, orderBy: { number: 'asc' } });
  return found.map(({ content }) => Object(content));
}

/** Ends the sessions of an account, as its owner would from another device. */
export async function endSessionsOf(accountId: string): Promise<void> {
  await write((tx) => endSessions(tx, accountId));
}

/** An invitation nobody has accepted. @returns the token of its link */
export async function inviteOnly(name: string): Promise<string> {
  const email = `${name.toLowerCase()}@exemple.fr`;
  const { link } = well(await invite(operator(), { email, name, role: 'contributor' }));
  return link.url.slice(link.url.lastIndexOf('/') + 1);
}

/** Saves a draft ahead of what is online. @returns the id of the entry, and the number of its last revision */
export async function draftOn(slug: string, plain: string): Promise<{ draft: string; number: string }> {
  const { id: entryId } = await laureateAt(slug);
  const { number: from, content } = await write((tx) => lastRevision(tx, entryId));
  const saved = well(await saveDraft(operator(), { entryId, from, content: { ...Object(content), plain } }));
  return { draft: entryId, number: String(saved.number) };
}

/** A note to colleagues on an entry. @returns its id */
export async function noteOn(entryId: string): Promise<string> {
  return well(await writeNote({ ...operator(), id: await accountOf('Camille') }, { entryId, text: 'À vérifier.' }))
    .noteId;
}
