/** Le Fournil online with facts that a source supports, in a store of its own for each test, to be changed. */
import { afterEach, beforeEach } from 'vitest';
import type { LaureateContent } from '../../../server/editorial/laureates.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { camille, furnishedStore, laureate, online, pascale, stated, surroundings } from '../../cast.ts';

let close: () => Promise<void>;
export let entryId: string;
export let live: LaureateContent;
export let source: string;
let from: number;

/** A laureate online, with facts of each sort. */
async function leFournil() {
  const around = await surroundings();
  const { source } = around;
  const content = laureate('Le Fournil', around);
  content.facts.founded = stated('2014', source, 'Ouvert en 2014');
  content.facts.place = stated('300 m², rue d’Avron', source);
  content.details = [
    { ...stated('Plus de 400', source), label: 'Adhérents', figure: '' },
    { ...stated('Douze', source), label: 'Bénévoles', figure: '12' },
  ];
  content.criteria = [{ ...stated('Deux emplois créés', source), criterion: around.criterion }];
  return { source, content, entryId: await online('laureate', 'le-fournil', content) };
}

/** Called once at the top of a test file. */
export function eachWithFactsOnline(): void {
  beforeEach(async () => {
    const store = await furnishedStore(leFournil);
    close = store.close;
    ({ source, content: live, entryId } = structuredClone(store.around));
    from = 1;
  });
  afterEach(() => close());
}

/** Saves the content after `change` and asks for its publication. */
export async function changed(change: (content: LaureateContent) => void) {
  const content = structuredClone(live);
  change(content);
  const saved = await saveDraft(camille, { entryId, from, content });
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  from = saved.number;
  return publish(pascale, [{ entryId, revision: from }], { note: 'Relecture.' });
}

type Facts = LaureateContent['facts'];

export const claimOf = (facts: Facts, field: keyof Facts) => {
  const [claim] = facts[field].claims;
  if (!claim) throw new Error(`No claim for ${field}.`);
  return claim;
};
