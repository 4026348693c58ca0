/** What the form of an entry is drawn from: its words, the names of its fields, what each may refer to. */
import type { OpenEntry } from '../editorial/entries.ts';
import { factLabels } from '../editorial/facts.ts';
import { choices } from '../editorial/names.ts';
import type { Kind } from '../editorial/noun.ts';
import { nounOf } from '../editorial/nouns.ts';
import { listCriteria } from '../published/criteria.ts';
import type { Actor } from '../staff/actor.ts';
import { marksOf } from './marks.ts';
import { limitsOf } from './shape.ts';

/** @throws {Forbidden} */
export async function formView(actor: Actor, { kind, content }: OpenEntry) {
  const noun = nounOf(kind);
  const limits = limitsOf(kind);
  const cites = Object.keys(limits).some((path) => path.endsWith('claims.*.source'));
  const named = new Set<Kind>([...Object.values(noun.links ?? {}), ...(cites ? (['source'] as const) : [])]);
  const offered = await Promise.all([...named].map(async (one) => [one, await choices(actor, one)] as const));
  const lists = new Map(offered);
  const titles = new Map((await listCriteria()).map(({ title, slug }) => [title, slug]));
  const criteria = (lists.get('criterion') ?? []).map(
    ({ id, name }) => [id, { title: name, slug: titles.get(name) ?? '' }] as const,
  );
  return {
    ...{ content, labels: noun.labels, factLabels, limits },
    ...{ choices: Object.fromEntries(lists), marks: marksOf(kind, content, new Map(criteria)) },
  };
}
