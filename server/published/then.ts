/**
 * The entries a past version refers to, named as they were when it was published.
 *
 * Promise: reads only revisions that were published, by the last version each entry had at that publication; what is no
 * longer online is named without an address (`slug` empty), so that nothing links to a page that is gone.
 */

import { reader } from '../database.ts';
import type { AwardContent } from '../editorial/awards.ts';
import type { CategoryContent } from '../editorial/categories.ts';
import type { CriterionContent } from '../editorial/criteria.ts';
import type { EditionContent } from '../editorial/editions.ts';
import { nounOf } from '../editorial/nouns.ts';
import type { CriterionLine } from './criteria.ts';
import type { PublishedSource } from './facts.ts';
import type { Lookup } from './from-content.ts';
import { whileUnchanged } from './unchanged.ts';

export type Then = Lookup & {
  /** The criteria there were, in order. */
  listed: CriterionLine[];
  /** The names of all these entries, by id. */
  names: Map<string, string>;
};

/** Of each kind, the fields that the page of a version shows: what `enter` takes. */
export const shownThen: Record<string, readonly string[]> = {
  source: ['title', 'publisher', 'publishedOn', 'url'],
  edition: ['year'],
  award: ['name', 'plural', 'frame'],
  category: ['name'],
  criterion: ['position', 'title', 'requirement'],
};

const kinds = Object.keys(shownThen);

/** What there was to refer to at that publication. */
export const asOf = whileUnchanged('then', async (publicationNumber: number): Promise<Then> => {
  const found = await reader().entry.findMany({
    where: { kind: { in: kinds }, versions: { some: { publicationNumber: { lte: publicationNumber } } } },
    include: {
      versions: {
        where: { publicationNumber: { lte: publicationNumber } },
        orderBy: { number: 'desc' },
        take: 1,
        include: { revision: true },
      },
    },
  });
  const then: Then = {
    ...{ sources: new Map(), years: new Map(), awards: new Map(), categories: new Map(), criteria: new Map() },
    ...{ listed: [], names: new Map() },
  };
  for (const { id, kind, slug, publishedAt, versions } of found) {
    const parsed = nounOf(kind).draft.safeParse(versions[0]?.revision.content);
    if (!parsed.success) continue;
    then.names.set(id, nounOf(kind).title(parsed.data));
    enter(then, { id, kind, slug: publishedAt ? slug : '' }, parsed.data);
  }
  then.listed.sort((a, b) => a.position - b.position);
  return then;
});

function enter(then: Then, { id, kind, slug }: { id: string; kind: string; slug: string }, content: unknown): void {
  if (kind === 'source') {
    const { title, publisher, publishedOn, url } = content as PublishedSource;
    then.sources.set(id, { slug, title, publisher, publishedOn, url });
  } else if (kind === 'edition') then.years.set(id, (content as EditionContent).year);
  else if (kind === 'award') {
    const { name, plural, frame } = content as AwardContent;
    then.awards.set(id, { slug, name, plural, frame });
  } else if (kind === 'category') then.categories.set(id, { slug, name: (content as CategoryContent).name });
  else {
    const { position, title, requirement } = content as CriterionContent;
    const at = slug || id;
    then.criteria.set(id, { slug: at, title });
    then.listed.push({ slug: at, position, title, requirement });
  }
}
