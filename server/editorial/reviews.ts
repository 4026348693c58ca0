/**
 * « À relire avant le … » : the day by which somebody should read an entry again.
 *
 * Promise: a day is a calendar day in France; an entry is overdue from the morning of that day.
 */
import { z } from 'zod';
import { write } from '../database.ts';
import { record } from '../journal.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn } from './demand.ts';
import { problemsOf, type Refused, refused } from './problems.ts';

export type ReviewSet = { ok: true; reviewBy: string } | Refused;

/** A whole day, as a date field sends it, or nothing to clear it. */
const day = z.union(
  [z.literal(''), z.iso.date()],
  'Ce champ attend une date comme 2027-03-31, ou rien pour n’en avoir aucune.',
);

/** The day it is in France: `2026-11-25`. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(now);
}

/** The moment at which a day begins in France, which is one or two hours ahead of universal time. */
export function beginningOf(on: string): Date {
  const summer = new Date(startOf(on).getTime() - 2 * 3_600_000);
  return today(summer) === on ? summer : new Date(summer.getTime() + 3_600_000);
}

/** A day as the store keeps it: at midnight, universal time. */
export const startOf = (on: string) => new Date(`${on}T00:00:00.000Z`);

export const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/**
 * Sets or clears (`''`) the day by which the entry is to be read again.
 * @returns a problem when it is missing, no day, or a past one @throws {Forbidden | Missing}
 */
export async function setReviewDate(
  actor: Actor,
  given: { entryId: string; reviewBy: string | undefined },
): Promise<ReviewSet> {
  const { id, kind } = await demandOn(actor, 'setReviewDate', given.entryId);
  const parsed = z.strictObject({ reviewBy: day }).safeParse({ reviewBy: given.reviewBy });
  if (!parsed.success) return { ok: false, problems: problemsOf(kind, parsed.error) };
  const { reviewBy } = parsed.data;
  if (reviewBy !== '' && reviewBy < today())
    return refused(kind, 'reviewBy', 'Cette date est passée : choisissez-en une à venir.');
  return write(async (tx): Promise<ReviewSet> => {
    const entry = await tx.entry.findUniqueOrThrow({ where: { id } });
    const before = entry.reviewBy ? dayOf(entry.reviewBy) : '';
    if (before === reviewBy) return { ok: true, reviewBy };
    await tx.entry.update({ where: { id }, data: { reviewBy: reviewBy === '' ? null : startOf(reviewBy) } });
    await record(tx, actor, { verb: 'setReviewDate', entryId: id, before: { reviewBy: before }, after: { reviewBy } });
    return { ok: true, reviewBy };
  });
}
