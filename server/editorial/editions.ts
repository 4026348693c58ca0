/** An edition: one year of the prize (never a version of a text). */
import { z } from 'zod';
import type { Reader } from '../database.ts';
import { type LiveFact, labelledFact, removeFacts, replaceFacts } from './facts.ts';
import { type Fault, type Noun, sourceReferences, strictnesses } from './noun.ts';
import { line, type Must, prose } from './text.ts';

const shape = (must: Must) =>
  z.strictObject({
    year: z.int('L’année est un nombre de quatre chiffres.').min(2009).max(2100),
    title: must(line(120), 'Il manque le titre de l’édition.'),
    /** The large sentence of the home page, and the paragraph beside it. */
    headline: must(line(120), 'Il manque la grande phrase de la page d’accueil.'),
    standfirst: must(prose(400), 'Il manque le chapeau.'),
    summary: must(prose(600), 'Il manque le résumé.'),
    account: prose(6000),
    /** The first four stand on the home page. */
    figures: z.array(labelledFact(must)).max(12),
    /** What the sources announce to the laureates. */
    support: z.array(labelledFact(must)).max(12),
    details: z.array(labelledFact(must)).max(20),
  });

export type EditionContent = z.infer<ReturnType<typeof shape>>;

const liveFacts = (content: EditionContent): LiveFact[] =>
  (['figures', 'support', 'details'] as const).flatMap((field) => content[field].map((one) => ({ ...one, field })));

/** The address of an edition is its year, and a year has one edition. */
async function clashes(store: Reader, { id, slug }: { id: string; slug: string }, { year }: EditionContent) {
  const faults: Fault[] = [];
  if (slug !== String(year))
    faults.push({ path: 'year', message: `L’adresse de cette édition est « ${slug} » : l’année doit être la même.` });
  const same = await store.edition.findUnique({ where: { year } });
  if (same && same.entryId !== id)
    faults.push({ path: 'year', message: `L’édition ${year} est déjà en ligne : « ${same.title} ».` });
  return faults;
}

export const editions: Noun<EditionContent> = {
  kind: 'edition',
  ...strictnesses<EditionContent>(shape),
  labels: {
    year: 'Année',
    title: 'Titre',
    headline: 'Grande phrase de la page d’accueil',
    standfirst: 'Chapeau',
    summary: 'Résumé',
    account: 'Ce que racontent les sources',
    figures: 'Chiffres',
    'figures.*': 'Chiffre',
    support: 'Ce qui est annoncé aux lauréats',
    'support.*': 'Aide',
    details: 'Autres faits',
    'details.*': 'Fait',
  },
  title: (content) => content.title,
  clashes,
  references: (content) => sourceReferences(liveFacts(content)),
  async apply(tx, entryId, content) {
    const { year, title, headline, standfirst, summary, account } = content;
    const live = { year, title, headline, standfirst, summary, account };
    await tx.edition.upsert({ where: { entryId }, create: { entryId, ...live }, update: live });
    await replaceFacts(tx, entryId, liveFacts(content));
  },
  async remove(tx, entryId) {
    await removeFacts(tx, entryId);
    await tx.edition.delete({ where: { entryId } });
  },
};
