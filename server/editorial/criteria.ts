/** A criterion: a condition a project had to meet to apply. */
import { z } from 'zod';
import { fact, removeFacts, replaceFacts } from './facts.ts';
import { type Noun, sourceReferences, strictnesses } from './noun.ts';
import { line, type Must, position, prose } from './text.ts';

const shape = (must: Must) =>
  z.strictObject({
    position,
    title: must(line(80), 'Il manque le titre du critère.'),
    /** What it asks, in one sentence. */
    requirement: must(prose(400), 'Il manque ce que le critère demande.'),
    /** Why it is there. */
    rationale: must(prose(1600), 'Il manque la raison d’être du critère.'),
    facts: z.strictObject({ wording: fact(must) }),
  });

export type CriterionContent = z.infer<ReturnType<typeof shape>>;

export const criteria: Noun<CriterionContent> = {
  kind: 'criterion',
  ...strictnesses<CriterionContent>(shape),
  labels: {
    position: 'Numéro',
    title: 'Titre',
    requirement: 'Ce que le critère demande',
    rationale: 'Sa raison d’être',
    'facts.wording': 'Énoncé',
  },
  title: (content) => content.title,
  references: (content) => sourceReferences([content.facts.wording]),
  async apply(tx, entryId, { facts, ...live }) {
    await tx.criterion.upsert({ where: { entryId }, create: { entryId, ...live }, update: live });
    await replaceFacts(tx, entryId, [
      { ...facts.wording, field: 'wording', label: criteria.labels['facts.wording'] ?? '' },
    ]);
  },
  async remove(tx, entryId) {
    await removeFacts(tx, entryId);
    await tx.criterion.delete({ where: { entryId } });
  },
};
