/** A category: a theme under which this site files a laureate. Never official for 2016: the edition had none. */
import { z } from 'zod';
import { fact, removeFacts, replaceFacts } from './facts.ts';
import { type Noun, sourceReferences, strictnesses } from './noun.ts';
import { line, type Must, prose } from './text.ts';

const shape = (must: Must) =>
  z.strictObject({
    name: must(line(80), 'Il manque le nom du thème.'),
    description: must(prose(1200), 'Il manque la description du thème.'),
    /** Where the wording of the theme comes from. */
    facts: z.strictObject({ origin: fact(must) }),
  });

export type CategoryContent = z.infer<ReturnType<typeof shape>>;

export const categories: Noun<CategoryContent> = {
  kind: 'category',
  ...strictnesses<CategoryContent>(shape),
  labels: { name: 'Nom', description: 'Description', 'facts.origin': 'Origine' },
  title: (content) => content.name,
  references: (content) => sourceReferences([content.facts.origin]),
  async apply(tx, entryId, { facts, ...live }) {
    await tx.category.upsert({ where: { entryId }, create: { entryId, ...live }, update: live });
    await replaceFacts(tx, entryId, [
      { ...facts.origin, field: 'origin', label: categories.labels['facts.origin'] ?? '' },
    ]);
  },
  async remove(tx, entryId) {
    await removeFacts(tx, entryId);
    await tx.category.delete({ where: { entryId } });
  },
};
