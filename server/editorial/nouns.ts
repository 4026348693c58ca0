/** Every noun by its kind: what revisions and publication look up. */
import type { Reader } from '../database.ts';
import { awards } from './awards.ts';
import { categories } from './categories.ts';
import { criteria } from './criteria.ts';
import { editions } from './editions.ts';
import { laureates } from './laureates.ts';
import type { Fault, Kind, Noun } from './noun.ts';
import { pages } from './pages.ts';
import { settings } from './settings.ts';
import { sources } from './sources.ts';

/** A noun whose content is read back from a revision: known only by its schemas. */
type AnyNoun = Omit<Noun, 'references' | 'apply' | 'title' | 'clashes'> & {
  references(content: unknown): ReturnType<Noun['references']>;
  apply(...given: Parameters<Noun['apply']>): Promise<void>;
  title(content: unknown): string;
  clashes(store: Reader, entry: { id: string; slug: string }, content: unknown): Promise<Fault[]>;
};

/** Closes a noun over its content type: whatever comes in is parsed by its own draft schema first. */
function closed<Content>(noun: Noun<Content>): AnyNoun {
  return {
    ...noun,
    references: (content) => noun.references(noun.draft.parse(content)),
    apply: (tx, id, content) => noun.apply(tx, id, noun.publishable.parse(content)),
    title: (content) => noun.title(noun.draft.parse(content)),
    clashes: async (store, entry, content) => (await noun.clashes?.(store, entry, noun.draft.parse(content))) ?? [],
  };
}

const nouns: Record<Kind, AnyNoun> = {
  source: closed(sources),
  edition: closed(editions),
  award: closed(awards),
  category: closed(categories),
  criterion: closed(criteria),
  laureate: closed(laureates),
  page: closed(pages),
  setting: closed(settings),
};

/** The noun of a stored kind. @throws when the store holds a kind this code does not know */
export function nounOf(kind: string): AnyNoun {
  const noun = nouns[kind as Kind];
  if (!noun) throw new Error(`Unknown kind of entry: ${kind}.`);
  return noun;
}
