/**
 * What each person does with their own account: accept an invitation, choose a password, set up a second factor, end
 * sessions.
 *
 * Promise: whatever changes how one signs in asks for the password again, ends every other session, gives this one a new
 * token and leaves a line in the journal that holds no secret. A new password never stands in for the second factor.
 */
import { z } from 'zod';
import { reader, type Transaction, write } from '../database.ts';
import { line } from '../editorial/text.ts';
import { mustWait } from '../front/office.ts';
import { record, recordAlone } from '../journal.ts';
import { type Actor, requireRecentProof } from './actor.ts';
import { backupCodesLeft, renewBackupCodes } from './backup-codes.ts';
import { clock } from './clock.ts';
import { endLinks, ownerOfDead, readLink, spendLink } from './links.ts';
import { hashPassword, passwordProblem } from './passwords.ts';
import { confirmProposal } from './second-factor.ts';
import { endSession, endSessions, openSession, rotateSession, type Signed } from './sessions.ts';
import { type Opened, provePassword, unlessBusy } from './sign-in.ts';
import { countTry, forgive, waitSentence } from './throttle.ts';
import { type Refused, refuse, refuseParsed, type Visitor } from './visitor.ts';

const linkOver = 'Ce lien a déjà servi ou n’est plus valable : demandez-en un autre à la personne qui vous l’a donné.';

const password = z.string('Choisissez un mot de passe.').max(1000, 'Ce mot de passe est trop long.');

/** Uses an invitation or a reset link: keeps the chosen password and opens a session. */
export async function acceptLink(visitor: Visitor, linkToken: string, given: unknown): Promise<Opened> {
  const parsed = z.strictObject({ password }).safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  const link = await readLink(linkToken);
  if (!link) {
    const id = await ownerOfDead(linkToken);
    if (id) await recordAlone({ id, requestId: visitor.requestId }, { verb: 'refused:acceptLink' });
    return refuse('', linkOver);
  }
  const problem = passwordProblem(parsed.data.password, [link.name, link.email]);
  if (problem) return refuse('password', problem);
  const passwordHash = await unlessBusy(visitor.requestId, () => hashPassword(parsed.data.password));
  if (typeof passwordHash !== 'string') return passwordHash;
  return write(async (tx): Promise<Opened> => {
    const account = await spendLink(tx, linkToken);
    if (!account) return refuse('', linkOver);
    await tx.account.update({ where: { id: account.id }, data: { passwordHash } });
    await endSessions(tx, account.id);
    await record(tx, { id: account.id, requestId: visitor.requestId }, { verb: `accept:${account.purpose}` });
    return { ok: true, token: await openSession(tx, account.id, visitor.device) };
  });
}

/** Replaces the password; the former one is asked for. */
export async function changeOwnPassword(visitor: Visitor, signed: Signed, given: unknown): Promise<Opened> {
  const parsed = z.strictObject({ current: z.string().max(1000), password }).safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  const { id, email, name } = signed.account;
  const refused = await provePassword(visitor, signed, parsed.data.current);
  if (refused) return { ok: false, problems: refused.problems.map((one) => ({ ...one, path: one.path && 'current' })) };
  const problem = passwordProblem(parsed.data.password, [name, email]);
  if (problem) return refuse('password', problem);
  const passwordHash = await unlessBusy(visitor.requestId, () => hashPassword(parsed.data.password));
  if (typeof passwordHash !== 'string') return passwordHash;
  return write(async (tx): Promise<Opened> => {
    await tx.account.update({ where: { id }, data: { passwordHash } });
    await endLinks(tx, id);
    const token = await renewed(tx, signed, { reauthenticatedAt: clock.now() });
    await record(tx, { id, requestId: visitor.requestId }, { verb: 'changeOwnPassword' });
    return { ok: true, token };
  });
}

/** Changes the name colleagues read. */
export async function changeOwnName(actor: Actor, given: unknown): Promise<{ ok: true } | Refused> {
  const name = line(80).refine((value) => value !== '', 'Donnez le nom que vos collègues liront.');
  const parsed = z.strictObject({ name }).safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  return write(async (tx) => {
    await tx.account.update({ where: { id: actor.id }, data: parsed.data });
    const change = { before: { name: actor.name }, after: parsed.data };
    await record(tx, actor, { verb: 'changeOwnName', ...change });
    return { ok: true };
  });
}

export type SetUp = { ok: true; token: string; codes: string[] } | Refused;

/**
 * Sets the second factor up, or replaces it, when `code` shows that the device has the proposed secret.
 * @throws {ProofNeeded} to replace one, or to add one to an account that works without
 */
export async function setUpSecondFactor(
  visitor: Visitor,
  signed: Signed,
  given: unknown,
  actor?: Actor,
): Promise<SetUp> {
  const parsed = z.strictObject({ code: z.string('Donnez le code à six chiffres.').max(40) }).safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  if (signed.standing !== 'setUp') {
    if (!actor) return refuse('', 'Donnez d’abord votre second facteur.');
    requireRecentProof(actor);
  }
  const { id, email, totpSecret } = signed.account;
  const trying = { email, address: visitor.address };
  const wait = await countTry(trying);
  if (wait > 0) {
    mustWait(visitor.requestId, 429, wait);
    return refuse('code', waitSentence(wait));
  }
  return write(async (tx): Promise<SetUp> => {
    const enrolling = { sessionId: signed.sessionId, email, totpSecret };
    if (!(await confirmProposal(tx, id, enrolling, parsed.data.code))) {
      await record(tx, { id, requestId: visitor.requestId }, { verb: 'refused:setUpSecondFactor' });
      return refuse('code', 'Ce code n’est pas celui de l’application : attendez le suivant, puis recommencez.');
    }
    await forgive(tx, trying);
    const codes = await renewBackupCodes(tx, id);
    const token = await renewed(tx, signed, { secondFactorAt: clock.now(), reauthenticatedAt: clock.now() });
    await record(tx, { id, requestId: visitor.requestId }, { verb: 'setUpSecondFactor' });
    return { ok: true, token, codes };
  });
}

/** Ends the other sessions and gives this one a new token. @throws {SessionOver} */
async function renewed(
  tx: Transaction,
  { account, sessionId }: Pick<Signed, 'sessionId'> & { account: { id: string } },
  proven: Parameters<typeof rotateSession>[2] = {},
): Promise<string> {
  await endSessions(tx, account.id, sessionId);
  return rotateSession(tx, sessionId, proven);
}

/** Ten new backup codes in the place of the former. @throws {ProofNeeded} @throws {SessionOver} */
export async function renewOwnBackupCodes(actor: Actor): Promise<SetUp> {
  requireRecentProof(actor);
  const { id, sessionId } = actor;
  return write(async (tx): Promise<SetUp> => {
    const account = await tx.account.findUnique({ where: { id } });
    if (!account?.totpSecret || sessionId === undefined)
      return refuse('', 'Les codes de secours vont avec un second facteur : installez-le d’abord.');
    const codes = await renewBackupCodes(tx, id);
    const token = await renewed(tx, { account, sessionId });
    await record(tx, actor, { verb: 'renewBackupCodes' });
    return { ok: true, token, codes };
  });
}

/** Ends one of the actor's own sessions, or every other one. */
export async function endOwnSessions(actor: Actor, which: { id: string } | 'others'): Promise<{ ok: true } | Refused> {
  return write(async (tx) => {
    if (which === 'others') await endSessions(tx, actor.id, actor.sessionId);
    else if (!(await endSession(tx, actor.id, which.id))) return refuse('', 'Cette session est déjà terminée.');
    await record(tx, actor, { verb: 'endSessions', after: { which: which === 'others' ? 'others' : 'one' } });
    return { ok: true };
  });
}

/** How the actor signs in: what their own page shows. */
export async function ownAccount(actor: Actor) {
  const account = await reader().account.findUniqueOrThrow({ where: { id: actor.id } });
  const codesLeft = await backupCodesLeft(reader(), actor.id);
  return { email: account.email, name: account.name, hasSecondFactor: account.totpSecret !== null, codesLeft };
}
