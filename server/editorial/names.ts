/** The names of people and of entries, from their ids: what lists, sentences and differences show. */
import { reader } from '../database.ts';
import type { Actor } from '../staff/actor.ts';
import type { NameOf } from './differences.ts';
import type { Kind } from './noun.ts';
import { authorize } from './permissions.ts';
import { standings } from './states.ts';
import { summariesOf } from './summaries.ts';

/** Those who act without an account. */
const nobodies: Record<string, string> = { operator: 'Installation', anonymous: 'Personne non connectée' };

/** The names of people: whoever has no account any more is named by the id. */
export async function peopleNames(ids: string[]): Promise<(id: string) => string> {
  const where = { id: { in: [...new Set(ids)] } };
  const found = await reader().account.findMany({ where, select: { id: true, name: true } });
  const names = new Map(found.map((one) => [one.id, one.name]));
  return (id) => names.get(id) ?? nobodies[id] ?? id;
}

/** The names of entries, by their last revision. */
export async function entryNames(ids: string[]): Promise<Map<string, string>> {
  const entries = await reader().entry.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, slug: true, revisions: { orderBy: { number: 'desc' }, take: 1, select: { id: true } } },
  });
  const summaries = await summariesOf(entries.flatMap((one) => one.revisions.map(({ id }) => id)));
  return new Map(
    entries.map(({ id, slug, revisions }) => [id, summaries.get(revisions[0]?.id ?? '')?.title || slug] as const),
  );
}

/** Names the entries that some contents refer to, as differences.ts asks. */
export async function namesOf(ids: string[]): Promise<NameOf> {
  const names = await entryNames(ids);
  return (_, id) => names.get(id) ?? (id === '' ? '' : 'fiche inconnue');
}

export type Choice = { id: string; name: string };

/** What a field that refers to a kind may be set to: the entries of that kind that are online, by their public name. */
export async function choices(actor: Actor, kind: Kind): Promise<Choice[]> {
  authorize(actor, 'read');
  const live = (await standings({ kind })).filter((one) => one.liveRevision !== null);
  const summaries = await summariesOf(live.map((one) => one.liveRevision?.id ?? ''));
  const order = new Intl.Collator('fr', { numeric: true });
  return live
    .map(({ id, title, liveRevision }) => ({ id, name: summaries.get(liveRevision?.id ?? '')?.title || title }))
    .sort((a, b) => order.compare(a.name, b.name));
}

/** « Le Fournil », « La Roue » et 3 autres. */
export function enumerated(names: string[], most = 5): string {
  const quoted = names.slice(0, most).map((name) => `«\u202F${name}\u202F»`);
  const more = names.length - quoted.length;
  if (more > 0) return `${quoted.join(', ')} et ${more} ${more > 1 ? 'autres' : 'autre'}`;
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} et ${last}`;
}
