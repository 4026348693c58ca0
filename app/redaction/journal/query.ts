/** The filters of the journal, as its addresses say them. */
import type { JournalQuery } from '../../../server/editorial/journal-reading.ts';

export const names = ['personne', 'action', 'fiche', 'du', 'au'] as const;
export type Asked = Record<(typeof names)[number], string>;

export function journalQuery(get: (name: string) => string): { asked: Asked; query: JournalQuery } {
  const asked = Object.fromEntries(names.map((name) => [name, get(name).slice(0, 100)])) as Asked;
  const { personne: actorId, action: verb, fiche: entryId, du: since, au: until } = asked;
  return { asked, query: { actorId, verb, entryId, since, until, page: Number(get('page')) || 1 } };
}
