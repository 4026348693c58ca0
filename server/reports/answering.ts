/**
 * The staff's side of reported errors: the queue, one report, the public answer.
 *
 * Promise: everybody of the staff reads the queue, only who may answer answers; an answer is public and dated, may be
 * put right later, and never overwrites one that somebody else gave meanwhile. An e-mail address is shown to nobody.
 */
import { z } from 'zod';
import { reader, write } from '../database.ts';
import { demand, Missing } from '../editorial/demand.ts';
import { prose } from '../editorial/text.ts';
import { record } from '../journal.ts';
import { answerBy } from '../published/reports.ts';
import type { Actor } from '../staff/actor.ts';
import { clock, days } from '../staff/clock.ts';
import { type Refused, refuse, refuseParsed } from '../staff/visitor.ts';

export type ReportLine = {
  id: string;
  reference: string;
  entryId: string;
  /** The laureate's name, or its slug when its page is no longer online. */
  about: string;
  /** Empty for the whole page. */
  fact: string;
  factKey: string;
  receivedAt: Date;
  answerBy: Date;
  overdue: boolean;
  state: string;
};

export type ReportRead = ReportLine & {
  text: string;
  document: string;
  /** The reader left an address to which the answer is to be sent. */
  toBeSent: boolean;
  answer: string;
  answeredAt: Date | null;
};

/** Days after which an address is erased, answered or not. */
const ADDRESS_KEPT = 90;

const named = { entry: { select: { slug: true, laureate: { select: { name: true } } } } } as const;

type Row = NonNullable<Awaited<ReturnType<typeof one>>>;

const one = (id: string) => reader().report.findUnique({ where: { id }, include: named });

function asLine({ id, reference, entryId, entry, factLabel, factKey, receivedAt, state }: Row): ReportLine {
  const due = answerBy(receivedAt);
  const overdue = state === 'open' && due < clock.now();
  const about = entry.laureate?.name ?? entry.slug;
  return { ...{ id, reference, entryId, about, fact: factLabel, factKey, receivedAt, state }, answerBy: due, overdue };
}

/** Reports that wait for an answer, the oldest first: those that are late come first. @throws {Forbidden} */
export async function openReports(actor: Actor): Promise<ReportLine[]> {
  await demand(actor, 'read');
  const where = { state: 'open' };
  const found = await reader().report.findMany({ where, include: named, orderBy: { receivedAt: 'asc' } });
  return found.map(asLine);
}

/** The last hundred answered, the latest first. @throws {Forbidden} */
export async function answeredReports(actor: Actor): Promise<ReportLine[]> {
  await demand(actor, 'read');
  const where = { state: { not: 'open' } };
  const found = await reader().report.findMany({ where, include: named, orderBy: { answeredAt: 'desc' }, take: 100 });
  return found.map(asLine);
}

/** One report, with the reader's words. @throws {Forbidden | Missing} */
export async function readReport(actor: Actor, id: string): Promise<ReportRead> {
  await demand(actor, 'read');
  const row = await one(id);
  if (!row) throw new Missing('Ce signalement n’existe pas.');
  const { text, document, email, answer, answeredAt } = row;
  return { ...asLine(row), text, document, toBeSent: email !== null, answer, answeredAt };
}

/** What an answer may be, in the order in which the form offers them. */
export const answerStates = ['accepted', 'declined', 'closed'] as const;

const answering = z.strictObject({
  /** When the answer that the form showed was given; empty for the first. */
  from: z.string().max(30),
  state: z.enum(answerStates, 'Dites si l’erreur est retenue.'),
  answer: prose(2000).refine((text) => text !== '', 'Il manque la réponse : elle sera publique.'),
});

export type Answered = { ok: true; reference: string; answer: string; sealed: string | null } | Refused;

/** Answers a report, or puts an answer right. The page is for the caller to bake. @throws {Forbidden | Missing} */
export async function answerReport(actor: Actor, id: string, given: unknown): Promise<Answered> {
  const row = await one(String(id));
  await demand(actor, 'answerReport', '', row?.entryId);
  if (!row) throw new Missing('Ce signalement n’existe pas.');
  const parsed = answering.safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  const { from, state, answer } = parsed.data;
  return write(async (tx): Promise<Answered> => {
    const now = await tx.report.findUniqueOrThrow({ where: { id: row.id } });
    if ((now.answeredAt?.toISOString() ?? '') !== from)
      return refuse('', 'Quelqu’un a répondu entre-temps : copiez votre texte, puis rechargez la page.');
    await tx.report.update({ where: { id: row.id }, data: { state, answer, answeredAt: clock.now() } });
    const { reference, entryId } = row;
    const before = now.answeredAt ? { state: now.state, answer: now.answer } : undefined;
    await record(tx, actor, { verb: 'answerReport', entryId, before, after: { reference, state, answer } });
    return { ok: true, reference, answer, sealed: now.email };
  });
}

/** Erases the address of one report, its answer having been sent; or, without an id, every address that is too old. */
export async function eraseAddresses(id?: string): Promise<void> {
  const old = { receivedAt: { lt: new Date(clock.now().getTime() - days(ADDRESS_KEPT)) } };
  const where = { ...(id === undefined ? old : { id }), email: { not: null } };
  await write((tx) => tx.report.updateMany({ where, data: { email: null } }));
}
