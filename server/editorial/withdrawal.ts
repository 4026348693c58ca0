/**
 * Taking an entry offline, and putting it back.
 *
 * Promise: a withdrawn entry has no live row, so no list, sitemap or data file can name it; its address answers 410
 * with the notice alone. Its words stay in its history, and its slug stays its own.
 *
 * Putting back makes a new public version with the last published words. Taking the old number again would leave the
 * absence out of the public history, and an act without a number would not be known to the bakery.
 */
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { record } from '../journal.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn, type Subject } from './demand.ts';
import { entryNames, enumerated } from './names.ts';
import { nounOf } from './nouns.ts';
import { problemsOf } from './problems.ts';
import { type ActRefused, type Blocked, blocked, publicAct } from './public-act.ts';
import { goOnline, noteMissing, type Published } from './publication.ts';
import { referrers } from './referrers.ts';
import { prose } from './text.ts';

export type Withdrawn = { ok: true; publication: number } | ActRefused;

/** `version`: the public version the person was looking at. A mistake needs no notice: nothing is shown of the entry. */
export type Withdrawing = { entryId: string; version: number; notice?: string; mistake?: boolean };

const back = z.strictObject({ note: prose(600).default('') });

const said = z.strictObject({ notice: prose(600).default(''), mistake: z.boolean().default(false) });

/**
 * Withdraws a live entry.
 * @returns the publication number, or what is in the way: no notice, another version online, entries that refer to it
 * @throws {Forbidden | Missing}
 */
export async function withdraw(actor: Actor, given: Withdrawing): Promise<Withdrawn> {
  const subject = await demandOn(actor, 'withdraw', given.entryId);
  const parsed = said.safeParse({ notice: given.notice, mistake: given.mistake });
  if (!parsed.success) return unsaid(subject, parsed.error);
  const { notice, mistake } = parsed.data;
  return publicAct(actor, [subject.id], async (tx, open): Promise<Withdrawn> => {
    const entry = await tx.entry.findUniqueOrThrow({ where: { id: subject.id } });
    const obstacle = await inTheWay(tx, subject, { ...given, notice, mistake, live: entry.liveVersion });
    if (obstacle) throw obstacle;
    const act = await open();
    await nounOf(subject.kind).remove(tx, subject.id);
    const offline = { liveVersion: null, publishedAt: null, withdrawnAt: act.at };
    await tx.entry.update({ where: { id: subject.id }, data: { ...offline, withdrawalNotice: mistake ? '' : notice } });
    const before = { version: entry.liveVersion };
    const after = { publication: act.number, mistake, notice: mistake ? '' : notice };
    await record(tx, actor, { verb: 'withdraw', entryId: subject.id, before, after });
    return { ok: true, publication: act.number };
  });
}

function unsaid({ kind, id }: Subject, error: z.ZodError): ActRefused {
  return { ok: false, problems: problemsOf(kind, error).map((one) => ({ ...one, entryId: id, title: '' })) };
}

type Asked = { version: number; notice: string; mistake: boolean; live: number | null };

async function inTheWay(tx: Transaction, subject: Subject, asked: Asked): Promise<Blocked | undefined> {
  const { id, kind } = subject;
  const no = (path: string, message: string) => blocked(kind, { id }, path, message);
  if (kind === 'setting') return no('', 'Les réglages du site ne se retirent pas : le site ne serait plus rien.');
  if (asked.live === null) return no('', 'Cette fiche n’est pas en ligne : il n’y a rien à retirer.');
  if (asked.live !== asked.version)
    return no('', `La version ${asked.live} a été mise en ligne entre-temps : relisez-la avant de retirer la fiche.`);
  if (!asked.mistake && asked.notice === '')
    return no(
      'notice',
      'Il manque l’avis public : dites pourquoi la page est retirée, ou choisissez « publié par erreur ».',
    );
  const names = await referrers(tx, id);
  if (names.length === 0) return undefined;
  const verb = names.length > 1 ? 'renvoient' : 'renvoie';
  return no('', `${enumerated(names)} ${verb} à cette fiche : changez d’abord ces renvois, ou retirez-les avant elle.`);
}

/**
 * Puts a withdrawn entry back online with the words it had, as its next public version.
 * @returns the version, or everything that blocks: the public note is required
 * @throws {Forbidden | Missing}
 */
export async function putBack(actor: Actor, given: { entryId: string; note?: string }): Promise<Published> {
  const subject = await demandOn(actor, 'putBack', given.entryId);
  const { id, kind } = subject;
  const parsed = back.safeParse({ note: given.note });
  if (!parsed.success) return unsaid(subject, parsed.error);
  const { note } = parsed.data;
  return publicAct(actor, [id], async (tx, open): Promise<Published> => {
    const entry = await tx.entry.findUniqueOrThrow({ where: { id } });
    if (!entry.withdrawnAt) throw blocked(kind, { id }, '', 'Cette fiche n’est pas retirée : rechargez la page.');
    const last = { where: { entryId: id }, orderBy: { number: 'desc' }, include: { revision: true } } as const;
    const { revision } = await tx.version.findFirstOrThrow(last);
    const title = (await entryNames([id])).get(id) ?? '';
    const unsaidNote = note === '' ? [{ ...noteMissing, message: BACK, entryId: id, title }] : [];
    const act = await open();
    const going = { actor, act, verb: 'putBack', note, minor: false } as const;
    const versions = await goOnline(tx, going, [{ entryId: id, revision: revision.number }], unsaidNote);
    return { ok: true, publication: act.number, versions };
  });
}

const BACK = 'Il manque la note publique : dites pourquoi la fiche revient en ligne.';
