/** A laureate: an organisation, and the prize it received in an edition. */
import { z } from 'zod';
import { criterionMet, fact, type LiveFact, labelledFact, removeFacts, replaceFacts } from './facts.ts';
import { type Noun, type Reference, sourceReferences, strictnesses } from './noun.ts';
import { line, type Must, position, prose, reference, verbatim } from './text.ts';

const shape = (must: Must) =>
  z.strictObject({
    position,
    /** The line at the foot of the plaque. */
    tagline: must(line(80), 'Il manque la phrase de la plaque.'),
    /** « En bref » : two sentences. */
    summary: must(prose(600), 'Il manque le texte « En bref ».'),
    /** What the sources tell, paragraph by paragraph; may be empty. */
    account: prose(4000),
    /** « En clair » : the same in plain French. */
    plain: must(prose(1200), 'Il manque le texte « En clair ».'),
    facts: z.strictObject({
      name: fact(must, must(verbatim(120), 'Il manque le nom, tel que la source l’écrit.')),
      edition: fact(must, must(reference, 'Il manque l’édition.')),
      award: fact(must, must(reference, 'Il manque le prix.')),
      category: fact(must, must(reference, 'Il manque le thème.')),
      activity: fact(must, must(line(400), 'Il manque l’activité, en une phrase.')),
      legalForm: fact(must),
      founded: fact(must),
      place: fact(must),
      website: fact(must),
    }),
    criteria: z.array(criterionMet(must)).max(12),
    details: z.array(labelledFact(must)).max(20),
  });

export type LaureateContent = z.infer<ReturnType<typeof shape>>;

/** The named facts, in the order of the fact box, as the public page labels them. */
export const laureateFacts: Record<keyof LaureateContent['facts'], string> = {
  name: 'Nom',
  award: 'Prix',
  edition: 'Édition',
  category: 'Thème',
  activity: 'Activité',
  legalForm: 'Forme',
  founded: 'Création',
  place: 'Lieu',
  website: 'Site',
};

function liveFacts(content: LaureateContent): LiveFact[] {
  const named = Object.entries(laureateFacts).map(([field, label]) => ({
    ...content.facts[field as keyof LaureateContent['facts']],
    ...{ field, label },
  }));
  const criteria = content.criteria.map((one) => ({ ...one, field: 'criteria', label: 'Critère' }));
  const details = content.details.map((one) => ({ ...one, field: 'details' }));
  return [...named, ...criteria, ...details];
}

function references(content: LaureateContent): Reference[] {
  const { edition, award, category } = content.facts;
  return [
    { path: 'facts.edition.value', kind: 'edition', id: edition.value },
    { path: 'facts.award.value', kind: 'award', id: award.value },
    { path: 'facts.category.value', kind: 'category', id: category.value },
    ...content.criteria.map((one, index): Reference => {
      return { path: `criteria.${index}.criterion`, kind: 'criterion', id: one.criterion };
    }),
    ...sourceReferences(liveFacts(content)),
  ];
}

export const laureates: Noun<LaureateContent> = {
  kind: 'laureate',
  ...strictnesses<LaureateContent>(shape),
  labels: {
    position: 'Place dans le palmarès',
    tagline: 'Phrase de la plaque',
    summary: 'En bref',
    account: 'Le projet',
    plain: 'En clair',
    ...Object.fromEntries(Object.entries(laureateFacts).map(([field, label]) => [`facts.${field}`, label])),
    criteria: 'Critères, d’après les sources',
    'criteria.*': 'Critère',
    details: 'Autres faits',
    'details.*': 'Fait',
  },
  links: {
    'facts.edition.value': 'edition',
    'facts.award.value': 'award',
    'facts.category.value': 'category',
    'criteria.*.criterion': 'criterion',
  },
  title: (content) => content.facts.name.value,
  references,
  async apply(tx, entryId, content) {
    const { tagline, summary, account, plain, facts } = content;
    const live = {
      ...{ position: content.position, name: facts.name.value, tagline, summary, account, plain },
      ...{ editionId: facts.edition.value, awardId: facts.award.value, categoryId: facts.category.value },
    };
    await tx.laureate.upsert({ where: { entryId }, create: { entryId, ...live }, update: live });
    await replaceFacts(tx, entryId, liveFacts(content));
  },
  async remove(tx, entryId) {
    await removeFacts(tx, entryId);
    await tx.laureate.delete({ where: { entryId } });
  },
};
