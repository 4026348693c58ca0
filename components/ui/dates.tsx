/** Dates as French readers expect them, each in a `<time>` that machines can read. */
import type { ReactNode } from 'react';

const inParis = { timeZone: 'Europe/Paris' } as const;
const day = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', ...inParis });
const month = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', ...inParis });
const isoDay = new Intl.DateTimeFormat('sv-SE', { ...inParis });

/** The calendar day in Paris: « 2026-11-23 ». */
export function isoDate(date: Date): string {
  return isoDay.format(date);
}

/** « 23 novembre 2026 », kept on one line; « 1er » for the first. */
export function frenchDay(date: Date): string {
  return day.format(date).replace(/^1 /, '1er ').replaceAll(' ', '\u00a0');
}

/** A date as far as it is known: 2016, 2016-11 or 2016-11-25. An empty one gives « date non connue ». */
export function frenchKnownDate(known: string): string {
  if (known === '') return 'date non connue';
  if (known.length === 4) return known;
  const date = new Date(`${known.padEnd(10, '-01')}T12:00:00Z`);
  return known.length === 7 ? month.format(date) : frenchDay(date);
}

function withOrdinal(text: string): ReactNode {
  return text.startsWith('1er') ? [1, <sup key="er">er</sup>, text.slice(3)] : text;
}

/** The day something happened. */
export function Day({ date }: { date: Date }) {
  return <time dateTime={isoDate(date)}>{withOrdinal(frenchDay(date))}</time>;
}

/** A date of a document, as far as it is known. */
export function KnownDate({ known }: { known: string }) {
  if (known === '') return 'date non connue';
  return <time dateTime={known}>{withOrdinal(frenchKnownDate(known))}</time>;
}
