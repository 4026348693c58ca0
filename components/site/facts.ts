/**
 * A fact as a page tells it: known, unknown, or told differently by several sources.
 *
 * Promise: `readFact` cites every claim of the fact once and keeps, when sources disagree, what each says.
 */
import type { PublishedClaim, PublishedFact } from '../../server/published/facts.ts';
import { namedTitle } from '../ui/titles.ts';
import type { Call, Footnotes } from './footnotes.ts';

/** One value that some sources give. */
export type Telling = { value: string; who: string[]; calls: Call[]; setAside: string };

export type ReadFact = {
  fact: PublishedFact;
  /** Undecided: the sources disagree and the editors did not choose. Unknown: no source says it. */
  state: 'known' | 'undecided' | 'unknown';
  /** Whether some source says otherwise than the value shown. */
  disputed: boolean;
  /** Marks beside the value: what it rests on. */
  calls: Call[];
  /** What each side says, when nobody chose; together they hold the same marks as `calls`. */
  sides: Telling[];
};

/** A fact whose value alone does not tell all: sources disagree, or the editors give a reason. */
export type Choice = { read: ReadFact; tellings: Telling[] };

/** Reads a fact and cites what its value rests on: the kept claims, or every side when nobody chose. */
export function readFact(fact: PublishedFact, footnotes: Footnotes): ReadFact {
  const { claims, value, exception } = fact;
  const standing = claims.filter((claim) => claim.status !== 'set-aside');
  if (value === '' && standing.length > 0) {
    const sides = tellings(standing, footnotes);
    return { fact, state: 'undecided', disputed: true, calls: sides.flatMap(({ calls }) => calls), sides };
  }
  const disputed = claims.some((claim) => claim.status === 'disputed');
  const kept = claims.filter((claim) => claim.status === 'kept');
  const calls = footnotes.cite({ claims: kept, exception });
  return { fact, state: value === '' ? 'unknown' : 'known', disputed, calls, sides: [] };
}

/** How what is told differently is named: between sources, or within the only one that speaks of it. */
export function divergence({ claims }: PublishedFact): string {
  const speaking = claims.filter((claim) => claim.status !== 'set-aside').map(({ source }) => source.slug);
  return new Set(speaking).size === 1 ? 'la source dit plusieurs choses' : 'les sources divergent';
}

/** Whether a fact needs more words than its value. */
export function needsWords({ fact, disputed }: ReadFact): boolean {
  return (
    disputed || fact.ruling !== '' || fact.exception !== '' || fact.claims.some((one) => one.status === 'set-aside')
  );
}

/** Reads the facts that need more words than their value, and cites each side of a disagreement. */
export function readChoices(reads: ReadFact[], footnotes: Footnotes): Choice[] {
  return reads.filter(needsWords).map((read) => {
    const sided = read.disputed || read.fact.claims.some((claim) => claim.status === 'set-aside');
    return { read, tellings: sided ? tellings(read.fact.claims, footnotes) : [] };
  });
}

function tellings(claims: PublishedClaim[], footnotes: Footnotes): Telling[] {
  const byValue = Map.groupBy(claims, (claim) => claim.value);
  return [...byValue].map(([value, alike]) => ({
    value,
    who: [...new Set(alike.map(({ source }) => source.publisher || namedTitle(source.title)))],
    calls: footnotes.cite({ claims: alike }),
    setAside: alike.find((claim) => claim.status === 'set-aside')?.reason ?? '',
  }));
}
