/** The places where words stand, as the person who may erase them reads them before anything is done. */
import { reader } from '../database.ts';
import { labelOf } from '../editorial/labels.ts';
import { entryNames } from '../editorial/names.ts';
import type { Found, FoundRow, Hit } from './finding.ts';
import type { Place } from './places.ts';
import type { Excerpt, Words } from './words.ts';

export type FoundLine = {
  /** Empty when the place is about no entry. */
  entryId: string;
  entry: string;
  /** « Révision 3, en ligne (version 2) ». */
  where: string;
  field: string;
  count: number;
  excerpt: Excerpt;
};

export type Listing = {
  lines: FoundLine[];
  count: number;
  /** What reads alike but is written otherwise, and how often; nothing of it is erased. */
  others: { text: string; count: number }[];
  /** What stands where words are not erased: addresses and accounts, as sentences. */
  kept: string[];
  /** To be sent back with the order to erase. */
  seal: string;
};

const columns: Record<string, string> = {
  'Revision note': 'Note de la révision',
  'Version note': 'Note publique',
  'JournalLine before': 'Avant',
  'JournalLine after': 'Après',
  'Entry withdrawalNotice': 'Avis public',
  'ColleagueNote text': 'Texte',
  'Report text': 'Ce que dit le lecteur',
  'Report document': 'Document indiqué',
  'Report answer': 'Réponse publique',
  'Report factLabel': 'Fait en cause',
  'Erasure reason': 'Raison',
};

function fieldOf(table: Place['table'], kind: FoundRow['kind'], { column, path }: Hit): string {
  if (column === 'content' && kind) return labelOf(kind, path) || path;
  return columns[`${table} ${column}`] ?? column;
}

/** The rows of a table by what people call them. */
type Naming = (ids: string[]) => Promise<Map<string, string>>;

const namings: Record<Place['table'], Naming> = {
  Revision: async (ids) => {
    const found = await reader().revision.findMany({
      where: { id: { in: ids } },
      select: { id: true, number: true, entry: true, versions: { orderBy: { number: 'asc' } } },
    });
    return new Map(
      found.map(({ id, number, entry, versions }) => {
        const live = versions.some((one) => one.number === entry.liveVersion);
        const public_ = versions.map((one) => one.number).join(', ');
        const told = live ? `, en ligne (version ${public_})` : public_ ? ` (version ${public_})` : '';
        return [id, `Révision ${number}${told}`];
      }),
    );
  },
  Version: async (ids) => {
    const found = await reader().version.findMany({ where: { id: { in: ids } } });
    return new Map(found.map(({ id, number }) => [id, `Version ${number}`]));
  },
  Report: async (ids) => {
    const found = await reader().report.findMany({ where: { id: { in: ids } } });
    return new Map(found.map(({ id, reference }) => [id, `Signalement ${reference}`]));
  },
  JournalLine: async (ids) => same(ids, 'Journal'),
  Entry: async (ids) => same(ids, 'Retrait'),
  ColleagueNote: async (ids) => same(ids, 'Note entre collègues'),
  Erasure: async (ids) => same(ids, 'Effacement antérieur'),
};

const same = (ids: string[], name: string) => new Map(ids.map((id) => [id, name]));

/** What was found, in words. */
export async function listed(words: Words, { rows, count, others, seal }: Found): Promise<Listing> {
  const names = await entryNames(rows.map(({ row }) => row.entryId));
  const lines: FoundLine[] = [];
  for (const table of new Set(rows.map((one) => one.place.table))) {
    const among = rows.filter((one) => one.place.table === table);
    const nameOf = await namings[table](among.map(({ row }) => row.id));
    for (const { row, kind, hits } of among) {
      const whose = { entryId: row.entryId, entry: names.get(row.entryId) ?? '', where: nameOf.get(row.id) ?? '' };
      for (const hit of hits)
        lines.push({ ...whose, field: fieldOf(table, kind, hit), count: hit.count, excerpt: hit.excerpt });
    }
  }
  const french = new Intl.Collator('fr', { numeric: true });
  lines.sort((a, b) => french.compare(a.entry, b.entry) || french.compare(a.where, b.where));
  const spelled = [...others].map(([text, times]) => ({ text, count: times })).sort((a, b) => b.count - a.count);
  return { lines, count, others: spelled, kept: await keptPlaces(words), seal };
}

/** Addresses and accounts that look like the words: neither is erased from here. */
async function keptPlaces({ alike }: Words): Promise<string[]> {
  const [entries, redirects, accounts] = await Promise.all([
    reader().entry.findMany({ select: { slug: true } }),
    reader().redirect.findMany({ select: { slug: true } }),
    reader().account.findMany({ select: { name: true, email: true } }),
  ]);
  const slugs = new Set([...entries, ...redirects].map((one) => one.slug));
  const like = (text: string) => text.search(alike) >= 0;
  return [
    ...[...slugs].filter(like).map((slug) => `l’adresse «\u202f${slug}\u202f»`),
    ...accounts
      .filter(({ name, email }) => like(name) || like(email))
      .map(({ name }) => `le compte de ${name}, que tient la page «\u202fÉquipe\u202f»`),
  ];
}
