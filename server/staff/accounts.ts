/**
 * The people who may sign in: invite, change the role, close, open again, help somebody back in.
 *
 * Promise: only who may manage people does it, after giving their password lately; each change ends the sessions of the
 * account it touches and leaves a line in the journal in the same transaction; there is always an administrator who can
 * sign in; nobody is ever removed, since revisions and the journal name them.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Reader, reader, type Transaction, write } from '../database.ts';
import { authorize, type Role } from '../editorial/permissions.ts';
import { line } from '../editorial/text.ts';
import { record } from '../journal.ts';
import { type Actor, requireRecentProof } from './actor.ts';
import { clock } from './clock.ts';
import { endLinks, type Link, makeLink } from './links.ts';
import { endSessions } from './sessions.ts';
import { asEmail } from './sign-in.ts';
import { type Refused, refuse, refuseParsed } from './visitor.ts';

export type Person = {
  id: string;
  name: string;
  email: string;
  role: Role;
  state: 'invited' | 'active' | 'disabled';
  hasSecondFactor: boolean;
  lastSeenAt: Date | null;
};

export type Linked = { ok: true; accountId: string; name: string; email: string; link: Link } | Refused;
export type Changed = { ok: true } | Refused;

const role = z.enum(['contributor', 'publisher', 'administrator'], 'Choisissez un rôle.');
const id = z.string().max(64);

/** In the order of the form, so that its problems are too. */
const invitation = z.strictObject({
  name: line(80).refine((value) => value !== '', 'Donnez le nom de la personne.'),
  email: z
    .string('Donnez une adresse électronique.')
    .max(254, 'Cette adresse est trop longue.')
    .transform(asEmail)
    .pipe(z.email('Cette adresse électronique est incomplète : nom@exemple.fr.')),
  role,
});

const gone = 'Cette personne n’existe pas ou plus.';
const stale = 'Quelqu’un a changé ce compte entre-temps : relisez la page, puis recommencez.';
const last = 'C’est la dernière personne qui puisse administrer : donnez d’abord ce rôle à quelqu’un d’autre.';

function admit(actor: Actor): void {
  authorize(actor, 'managePeople');
  requireRecentProof(actor);
}

/** Everybody who has or had an account, by name. @throws {Forbidden} */
export async function listPeople(actor: Actor): Promise<Person[]> {
  authorize(actor, 'managePeople');
  const recent = { orderBy: { lastSeenAt: 'desc' as const }, take: 1 };
  const rows = await reader().account.findMany({ include: { sessions: recent } });
  const people = rows.map((row): Person => {
    const state = row.disabledAt ? 'disabled' : row.passwordHash === null ? 'invited' : 'active';
    const { email, name } = row;
    const seen = { hasSecondFactor: row.totpSecret !== null, lastSeenAt: row.sessions[0]?.lastSeenAt ?? null };
    return { ...{ id: row.id, name, email, role: row.role as Role, state }, ...seen };
  });
  return people.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

/** Makes an account, and the link by which its owner chooses a password. @throws {Forbidden | ProofNeeded} */
export async function invite(actor: Actor, given: unknown): Promise<Linked> {
  admit(actor);
  const parsed = invitation.safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  const { email, name } = parsed.data;
  const accountId = randomUUID();
  return write(async (tx): Promise<Linked> => {
    if (await tx.account.findUnique({ where: { email } }))
      return refuse('email', 'Cette adresse a déjà un compte : rouvrez-le, ou donnez-lui un nouveau lien.');
    await tx.account.create({ data: { id: accountId, ...parsed.data, createdAt: clock.now() } });
    const link = await makeLink(tx, { id: accountId, passwordHash: null });
    await record(tx, actor, { verb: 'invite', after: { accountId, role: parsed.data.role } });
    return { ok: true, accountId, name, email, link };
  });
}

/** Makes a new link for somebody: the invitation again, or the choice of a new password. @throws {Forbidden | ProofNeeded} */
export async function renewLink(actor: Actor, given: unknown): Promise<Linked> {
  admit(actor);
  const parsed = z.strictObject({ accountId: id }).safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  const { accountId } = parsed.data;
  return write(async (tx): Promise<Linked> => {
    const account = await tx.account.findUnique({ where: { id: accountId } });
    if (!account) return refuse('', gone);
    if (account.disabledAt) return refuse('', 'Ce compte est fermé : rouvrez-le d’abord.');
    const link = await makeLink(tx, account);
    await record(tx, actor, { verb: 'renewLink', after: { accountId, purpose: link.purpose } });
    return { ok: true, accountId, name: account.name, email: account.email, link };
  });
}

/** Gives another role. `from` is the role the form was made with. @throws {Forbidden | ProofNeeded} */
export function changeRole(actor: Actor, given: unknown): Promise<Changed> {
  return change(actor, z.strictObject({ accountId: id, from: role, role }), given, async (tx, account, parsed) => {
    if (account.role !== parsed.from) return refuse('', stale);
    if (account.role === parsed.role) return undefined;
    if (await isLastAdministrator(tx, account.id)) return refuse('role', last);
    await tx.account.update({ where: { id: account.id }, data: { role: parsed.role } });
    return { verb: 'changeRole', before: { role: account.role }, after: { accountId: account.id, role: parsed.role } };
  });
}

/** Closes an account: its sessions and links end, its name stays in what it wrote. @throws {Forbidden | ProofNeeded} */
export function deactivate(actor: Actor, given: unknown): Promise<Changed> {
  return change(actor, z.strictObject({ accountId: id }), given, async (tx, account) => {
    if (account.disabledAt) return undefined;
    if (await isLastAdministrator(tx, account.id)) return refuse('', last);
    await tx.account.update({ where: { id: account.id }, data: { disabledAt: clock.now() } });
    await endLinks(tx, account.id);
    return { verb: 'deactivate', after: { accountId: account.id } };
  });
}

/** Opens a closed account again, with the password and second factor it had. @throws {Forbidden | ProofNeeded} */
export function reactivate(actor: Actor, given: unknown): Promise<Changed> {
  return change(actor, z.strictObject({ accountId: id }), given, async (tx, account) => {
    if (!account.disabledAt) return undefined;
    await tx.account.update({ where: { id: account.id }, data: { disabledAt: null } });
    return { verb: 'reactivate', after: { accountId: account.id } };
  });
}

/** Takes a lost second factor off; it is asked to be set up at the next sign-in. @throws {Forbidden | ProofNeeded} */
export function removeSecondFactor(actor: Actor, given: unknown): Promise<Changed> {
  return change(actor, z.strictObject({ accountId: id }), given, async (tx, account) => {
    if (account.id === actor.id) return refuse('', 'Pour le vôtre, remplacez-le depuis votre propre page.');
    if (account.totpSecret === null) return undefined;
    await tx.backupCode.deleteMany({ where: { accountId: account.id } });
    await tx.account.update({ where: { id: account.id }, data: { totpSecret: null, totpLastStep: null } });
    return { verb: 'removeSecondFactor', after: { accountId: account.id } };
  });
}

type Row = NonNullable<Awaited<ReturnType<Reader['account']['findUnique']>>>;
type Line = Parameters<typeof record>[2];

/** What changes of an account have in common. `work` returns what is refused, the journal line, or nothing to change. */
async function change<Given extends { accountId: string }>(
  actor: Actor,
  schema: z.ZodType<Given>,
  given: unknown,
  work: (tx: Transaction, account: Row, parsed: Given) => Promise<Refused | Line | undefined>,
): Promise<Changed> {
  admit(actor);
  const parsed = schema.safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  return write(async (tx): Promise<Changed> => {
    const account = await tx.account.findUnique({ where: { id: parsed.data.accountId } });
    if (!account) return refuse('', gone);
    const outcome = await work(tx, account, parsed.data);
    if (outcome && 'ok' in outcome) return outcome;
    if (outcome) {
      await endSessions(tx, account.id);
      await record(tx, actor, outcome);
    }
    return { ok: true };
  });
}

/** Whether nobody else can sign in and administer. */
async function isLastAdministrator(tx: Transaction, accountId: string): Promise<boolean> {
  const able = { role: 'administrator', disabledAt: null, passwordHash: { not: null } };
  if ((await tx.account.count({ where: { ...able, id: accountId } })) === 0) return false;
  return (await tx.account.count({ where: { ...able, id: { not: accountId } } })) === 0;
}
