/** An award: what a laureate received (a trophée, a prix honorifique), and the frame that shows it on the plaque. */
import { z } from 'zod';
import { fact, removeFacts, replaceFacts } from './facts.ts';
import { type Noun, sourceReferences, strictnesses } from './noun.ts';
import { line, type Must, position, prose } from './text.ts';

const shape = (must: Must) =>
  z.strictObject({
    position,
    name: must(line(80), 'Il manque le nom du prix.'),
    plural: must(line(80), 'Il manque le nom du prix au pluriel.'),
    /** Bronze for a trophée, gold for an honorary prize (see the art direction). */
    frame: z.enum(['bronze', 'or'], 'Le cadre est « bronze » ou « or ».'),
    description: must(prose(2000), 'Il manque la description du prix.'),
    facts: z.strictObject({ definition: fact(must) }),
  });

export type AwardContent = z.infer<ReturnType<typeof shape>>;

export const awards: Noun<AwardContent> = {
  kind: 'award',
  ...strictnesses<AwardContent>(shape),
  labels: {
    position: 'Rang parmi les prix',
    name: 'Nom',
    plural: 'Nom au pluriel',
    frame: 'Cadre de la plaque',
    description: 'Description',
    'facts.definition': 'Définition',
  },
  title: (content) => content.name,
  references: (content) => sourceReferences([content.facts.definition]),
  async apply(tx, entryId, { facts, ...live }) {
    await tx.award.upsert({ where: { entryId }, create: { entryId, ...live }, update: live });
    await replaceFacts(tx, entryId, [
      { ...facts.definition, field: 'definition', label: awards.labels['facts.definition'] ?? '' },
    ]);
  },
  async remove(tx, entryId) {
    await removeFacts(tx, entryId);
    await tx.award.delete({ where: { entryId } });
  },
};
