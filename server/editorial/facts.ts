/**
 * A fact an entry states, and the claims that support it: what a source says, and where in it.
 *
 * Promise: the schemas below are the only description of a fact; `replaceFacts` writes exactly the given facts as the
 * entry's live ones, within the caller's transaction.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { address, knownDate, line, type Must, prose, reference, verbatim } from './text.ts';

/** An extract is at most twelve words: enough to find the passage, short enough to quote (see what-journalists-need). */
const EXTRACT_WORDS = 12;

const extract = verbatim(200).refine(
  (value) => value.split(/\s+/).filter(Boolean).length <= EXTRACT_WORDS,
  `Un extrait compte ${EXTRACT_WORDS} mots au plus : raccourcissez-le.`,
);

const claim = (must: Must) =>
  z.strictObject({
    /** What the source says of the fact, in our words or as a figure. */
    value: must(line(400), 'Il manque ce que dit la source.'),
    source: must(reference, 'Il manque la source.'),
    /** Where in it: « liste des lauréats, 4e entrée ». */
    place: line(200),
    extract,
    url: address,
    archivedUrl: address,
    consultedOn: knownDate,
    status: z.enum(['kept', 'set-aside', 'disputed']),
    /** Why it was set aside. */
    reason: line(400),
  });

/** The French names of what a fact, a line of facts and a claim are made of. */
export const factLabels: Record<string, string> = {
  value: 'valeur',
  label: 'intitulé',
  figure: 'chiffre affiché en grand',
  criterion: 'critère',
  ruling: 'choix de la rédaction',
  exception: 'pourquoi ce fait n’a pas de source',
  claims: 'affirmations',
  'claims.*': 'affirmation',
  'claims.*.value': 'ce que dit la source',
  'claims.*.source': 'source',
  'claims.*.place': 'endroit du document',
  'claims.*.extract': 'extrait',
  'claims.*.url': 'adresse du passage',
  'claims.*.archivedUrl': 'copie archivée',
  'claims.*.consultedOn': 'consulté le',
  'claims.*.status': 'décision',
  'claims.*.reason': 'raison',
};

/** What every fact has besides its value. */
const evidence = (must: Must) => ({
  ruling: prose(600),
  exception: line(400),
  claims: z.array(claim(must)).max(30),
});

/** A fact with its own name in the noun: `founded`, `place` … Its value may stay empty when it is unknown or undecided. */
export const fact = (must: Must, value: z.ZodType<string> = line(400)) =>
  z
    .strictObject({
      value,
      ...evidence(must),
    })
    .superRefine(supported(must));

/** A fact that carries its own label, in a list: a figure of the edition, a detail of a laureate. */
export const labelledFact = (must: Must) =>
  z
    .strictObject({
      label: must(line(120), 'Il manque l’intitulé.'),
      figure: line(20),
      value: line(400),
      ...evidence(must),
    })
    .superRefine(supported(must));

/** A criterion that the sources show a laureate meeting. */
export const criterionMet = (must: Must) =>
  z
    .strictObject({
      criterion: must(reference, 'Il manque le critère.'),
      value: must(line(400), 'Il manque ce que la source montre.'),
      ...evidence(must),
    })
    .superRefine(supported(must));

export type FactContent = z.infer<ReturnType<typeof fact>>;
export type ClaimContent = z.infer<ReturnType<typeof claim>>;

/** No source, no fact: a value needs a claim that is not set aside, or a declared exception. A draft may wait. */
function supported(must: Must) {
  const strict = !must(z.string(), '').safeParse('').success;
  return (value: { value: string; exception: string; claims: ClaimContent[] }, context: z.core.$RefinementCtx) => {
    const used = value.claims.filter((one) => one.status !== 'set-aside');
    if (strict && value.value !== '' && used.length === 0 && value.exception === '') {
      const message = 'Il manque une source pour ce fait, ou la raison pour laquelle il n’en a pas.';
      context.addIssue({ code: 'custom', message, path: ['claims'] });
    }
    value.claims.forEach((one, index) => {
      if (strict && one.status === 'set-aside' && one.reason === '') {
        const message = 'Il manque la raison pour laquelle cette affirmation est écartée.';
        context.addIssue({ code: 'custom', message, path: ['claims', index, 'reason'] });
      }
    });
  };
}

/** A fact as it is written to the live tables. */
export type LiveFact = FactContent & { field: string; label: string; figure?: string; criterion?: string };

/** Writes `facts` as the only live facts of the entry, in the given order within each field. */
export async function replaceFacts(tx: Transaction, entryId: string, facts: LiveFact[]): Promise<void> {
  await removeFacts(tx, entryId);
  const seen = new Map<string, number>();
  const rows = facts.map(({ field, label, value, ruling, exception, figure = '', criterion = null, claims }) => {
    const position = seen.get(field) ?? 0;
    seen.set(field, position + 1);
    const words = { label, value, ruling, exception, figure };
    return { fact: { id: randomUUID(), entryId, field, position, ...words, criterionId: criterion }, claims };
  });
  // All at once: one by one they were half of the time of a publication.
  await tx.fact.createMany({ data: rows.map(({ fact }) => fact) });
  await tx.claim.createMany({
    data: rows.flatMap(({ fact, claims }) =>
      claims.map(({ source, ...claimed }, position) => {
        return { ...claimed, id: randomUUID(), factId: fact.id, position, sourceId: source };
      }),
    ),
  });
}

/** Removes every live fact of the entry, with its claims. */
export async function removeFacts(tx: Transaction, entryId: string): Promise<void> {
  await tx.claim.deleteMany({ where: { fact: { entryId } } });
  await tx.fact.deleteMany({ where: { entryId } });
}
