/**
 * What the public reads of a reported error: that it was received, what it is about, and the answer.
 *
 * Promise: never a word of whoever reported it, nor whether they left an address. Of an entry that is no longer live
 * neither the name nor the fact is told.
 */
import { reader } from '../database.ts';

/** The choice that means the whole page, among the keys of its facts. */
export const WHOLE_PAGE = 'fiche';

/** Days within which an answer is due. */
export const ANSWER_WITHIN = 7;

export type PublicReport = {
  reference: string;
  receivedAt: Date;
  answerBy: Date;
  /** "open", "accepted", "declined" or "closed". */
  state: string;
  answer: string;
  answeredAt: Date | null;
  /** Null when the page it is about is no longer online. `fact` is empty for the whole page. */
  about: { name: string; path: string; fact: string; factKey: string } | null;
};

/** When an answer is due. */
export function answerBy(receivedAt: Date): Date {
  return new Date(receivedAt.getTime() + ANSWER_WITHIN * 24 * 60 * 60_000);
}

/** The report of this reference, or null when there is none. */
export async function findReport(reference: string): Promise<PublicReport | null> {
  const row = await reader().report.findUnique({
    where: { reference },
    select: {
      ...{ receivedAt: true, state: true, answer: true, answeredAt: true, factKey: true, factLabel: true },
      entry: { select: { slug: true, laureate: { select: { name: true } } } },
    },
  });
  if (!row) return null;
  const { receivedAt, state, answer, answeredAt, factKey, factLabel: fact, entry } = row;
  const path = `/laureats/${entry.slug}`;
  const about = entry.laureate && { name: entry.laureate.name, path, fact, factKey };
  return { reference, receivedAt, answerBy: answerBy(receivedAt), state, answer, answeredAt, about };
}

/** The pages of reports: all of them, or those that a page baked before that moment does not show. */
export async function reportPages(since?: Date): Promise<string[]> {
  const changed = since && { OR: [{ receivedAt: { gte: since } }, { answeredAt: { gte: since } }] };
  const where = changed ?? {};
  const found = await reader().report.findMany({ where, select: { reference: true }, orderBy: { receivedAt: 'asc' } });
  return found.map(({ reference }) => reportPath(reference));
}

export const reportPath = (reference: string) => `/signalements/${reference}`;

/** Which of these addresses are pages of reports, and which of those there are. */
export async function reportsAt(paths: readonly string[]): Promise<{ asked: string[]; found: string[] }> {
  const asked = paths.filter((path) => /^\/signalements\/[a-z0-9]+$/.test(path));
  if (asked.length === 0) return { asked, found: [] };
  const references = asked.map((path) => path.slice(reportPath('').length));
  const rows = await reader().report.findMany({
    where: { reference: { in: references } },
    select: { reference: true },
  });
  return { asked, found: rows.map(({ reference }) => reportPath(reference)) };
}
