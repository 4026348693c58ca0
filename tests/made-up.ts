/**
 * Made-up laureates, for measuring how the site behaves with many.
 *
 * Promise: `addMadeUp(n)` puts exactly n more laureates online in the open store, in one act, over the edition, awards,
 * categories and source that are there; `addVersions` publishes them again, all in one act for each further version. The
 * words are made up and say so; the same number gives the same names.
 */
import { randomUUID } from 'node:crypto';
import { reader } from '../server/database.ts';
import type { LaureateContent } from '../server/editorial/laureates.ts';
import { publish } from '../server/editorial/publication.ts';
import { createEntry, saveDraft } from '../server/editorial/revisions.ts';
import { operator } from '../server/staff/actor.ts';
import { stated, unknown } from './cast.ts';

const first = ['Atelier', 'Jardin', 'Fabrique', 'Maison', 'Cantine', 'Librairie', 'Ressourcerie', 'Vélos', 'Théâtre'];
const second = ['des Lilas', 'du Canal', 'de l’Ourcq', 'des Buttes', 'du Faubourg', 'de la Bièvre', 'des Halles'];

/** @returns the ids of the laureates added */
export async function addMadeUp(count: number): Promise<string[]> {
  const [edition, awards, categories, source, before] = await Promise.all([
    reader().edition.findFirstOrThrow(),
    reader().award.findMany(),
    reader().category.findMany(),
    reader().source.findFirstOrThrow(),
    reader().laureate.count(),
  ]);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = before + index;
    const name = `${first[number % first.length]} ${second[number % second.length]} ${number}`;
    const pick = <One extends { entryId: string }>(list: One[]) => list[number % list.length]?.entryId ?? '';
    const refs = { edition: edition.entryId, award: pick(awards), category: pick(categories), source: source.entryId };
    const id = randomUUID();
    const given = { kind: 'laureate' as const, slug: `invente-${number}`, id, content: madeUp(name, number, refs) };
    const saved = await createEntry(operator(), given);
    if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
    ids.push(id);
  }
  const outcome = await publish(
    operator(),
    ids.map((entryId) => ({ entryId, revision: 1 })),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return ids;
}

/** Brings made-up laureates to that many versions each: a sentence of their account changes with every one. */
export async function addVersions(ids: string[], versions: number): Promise<void> {
  for (let number = 2; number <= versions; number += 1) {
    const items = [];
    for (const entryId of ids) {
      const last = await reader().revision.findFirstOrThrow({ where: { entryId }, orderBy: { number: 'desc' } });
      const { account, ...content } = Object(last.content) as LaureateContent;
      const changed = account.replace(/( Changé \d+ fois\.)?$/, ` Changé ${number - 1} fois.`);
      const saved = await saveDraft(operator(), {
        entryId,
        from: last.number,
        content: { ...content, account: changed },
      });
      if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
      items.push({ entryId, revision: saved.number });
    }
    const outcome = await publish(operator(), items, { note: `Une phrase a changé, pour mesurer (${number}).` });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  }
}

type Refs = { edition: string; award: string; category: string; source: string };

function madeUp(name: string, number: number, { edition, award, category, source }: Refs): LaureateContent {
  const account = `${name} est un lauréat inventé pour mesurer.[^activite] `.repeat(6).trim();
  return {
    ...{ position: number + 100, tagline: 'Un lauréat inventé pour mesurer', account },
    summary: `${name} n’existe pas. Cette fiche sert à mesurer.[^activite]`,
    plain: 'Ce lauréat est inventé. Il sert à mesurer la vitesse du site.',
    facts: {
      ...{ name: stated(name, source), edition: stated(edition, source), award: stated(award, source) },
      category: { ...unknown, value: category, exception: 'Classement de la rédaction' },
      activity: stated(`Activité inventée numéro ${number}`, source),
      ...{ legalForm: stated('association', source), founded: stated(String(2000 + (number % 16)), source) },
      ...{ place: stated('Paris 20e', source), website: unknown },
    },
    ...{ criteria: [], details: [{ ...stated('12', source), label: 'Bénévoles', figure: '' }] },
  };
}
