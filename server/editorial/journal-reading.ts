/** The journal, read by administrators: who did what, before and after, by filters, and as a table. */
import { reader } from '../database.ts';
import type { Actor } from '../staff/actor.ts';
import { csv } from './csv.ts';
import { demand } from './demand.ts';
import { actName, type Said, valuesOf } from './journal-words.ts';
import { entryNames, peopleNames } from './names.ts';
import type { Kind } from './noun.ts';
import { beginningOf, dayOf, startOf } from './reviews.ts';

/** As the URL says it; empty or badly written filters are as if not given. */
export type JournalQuery = {
  actorId?: string | undefined;
  /** A verb, or a family of them: `refused` stands for every refusal. */
  verb?: string | undefined;
  entryId?: string | undefined;
  /** Days, such as 2026-11-25, both included, in universal time. */
  since?: string | undefined;
  until?: string | undefined;
  page?: number | undefined;
};

export type JournalRow = {
  id: string;
  at: Date;
  by: string;
  /** What was done, in French. */
  act: string;
  entryId: string | null;
  entry: string;
  before: Said[];
  after: Said[];
  requestId: string;
};

export type JournalPage = { lines: JournalRow[]; total: number; page: number; pages: number };

const PER_PAGE = 100;
/** A table longer than this is no longer read by anybody: narrow the filters. */
const MOST = 50_000;

/** A page of the journal, the latest line first. @throws {Forbidden} */
export async function readJournal(actor: Actor, query: JournalQuery = {}): Promise<JournalPage> {
  await demand(actor, 'readJournal');
  const where = filterOf(query);
  const total = await reader().journalLine.count({ where });
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(Math.max(1, Math.trunc(query.page ?? 1) || 1), pages);
  return { lines: await rows(where, (page - 1) * PER_PAGE, PER_PAGE), total, page, pages };
}

/** The filtered journal as a table; at most its 50 000 latest lines. @throws {Forbidden} */
export async function journalCsv(actor: Actor, query: JournalQuery = {}): Promise<string> {
  await demand(actor, 'readJournal');
  const lines = await rows(filterOf(query), 0, MOST);
  const head = ['Date (UTC)', 'Personne', 'Action', 'Fiche', 'Avant', 'Après', 'Requête'];
  const body = lines.map((one) => [
    ...[one.at.toISOString(), one.by, one.act, one.entry || (one.entryId ?? '')],
    ...[inCell(one.before), inCell(one.after), one.requestId],
  ]);
  return csv([head, ...body]);
}

const inCell = (said: Said[]) => said.map(({ name, value }) => (name ? `${name}\u00a0: ${value}` : value)).join(' ; ');

export type JournalChoices = { people: { id: string; name: string }[]; acts: { verb: string; name: string }[] };

/** What the filters may be set to: the people and the acts that the journal knows, all refusals first. @throws {Forbidden} */
export async function journalChoices(actor: Actor): Promise<JournalChoices> {
  await demand(actor, 'readJournal');
  const people = await reader().journalLine.groupBy({ by: ['actorId'] });
  const verbs = await reader().journalLine.groupBy({ by: ['verb'] });
  const acts = verbs.map(({ verb }) => ({ verb, name: actName(verb) }));
  const nameOf = await peopleNames(people.map((one) => one.actorId));
  const named = people.map(({ actorId }) => ({ id: actorId, name: nameOf(actorId) }));
  return {
    people: named.sort((a, b) => a.name.localeCompare(b.name, 'fr')),
    acts: [{ verb: 'refused', name: actName('refused') }, ...acts.sort((a, b) => a.name.localeCompare(b.name, 'fr'))],
  };
}

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(startOf(text).getTime());

function filterOf({ actorId, verb, entryId, since, until }: JournalQuery) {
  const dayAfter = (day: string) => dayOf(new Date(startOf(day).getTime() + 24 * 60 * 60_000));
  const at = {
    ...(isDay(since) && { gte: beginningOf(since) }),
    ...(isDay(until) && { lt: beginningOf(dayAfter(until)) }),
  };
  return {
    ...(actorId && { actorId: String(actorId) }),
    ...(entryId && { entryId: String(entryId) }),
    ...(verb && (verb === 'refused' ? { verb: { startsWith: 'refused:' } } : { verb: String(verb) })),
    ...(Object.keys(at).length > 0 && { at }),
  };
}

async function rows(where: ReturnType<typeof filterOf>, skip: number, take: number): Promise<JournalRow[]> {
  const found = await reader().journalLine.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], skip, take });
  const concerned = found.flatMap((one) => [one.actorId, ...accountsIn(one.before), ...accountsIn(one.after)]);
  const nameOf = await peopleNames(concerned);
  const ids = [...new Set(found.flatMap((one) => one.entryId ?? []))];
  const [titles, entries] = await Promise.all([entryNames(ids), kindsOf(ids)]);
  return found.map(({ actorId, verb, before, after, ...line }) => {
    const around = { kind: entries.get(line.entryId ?? ''), nameOf };
    return {
      ...{ ...line, act: actName(verb), before: valuesOf(before, around), after: valuesOf(after, around) },
      ...{ by: nameOf(actorId), entry: line.entryId ? (titles.get(line.entryId) ?? '') : '' },
    };
  });
}

/** The accounts that a line says something of. */
const accountsIn = (text: string): string[] => [...text.matchAll(/"accountId":"([^"]+)"/g)].map(([, id = '']) => id);

async function kindsOf(ids: string[]): Promise<Map<string, Kind>> {
  const found = await reader().entry.findMany({ where: { id: { in: ids } }, select: { id: true, kind: true } });
  return new Map(found.map(({ id, kind }) => [id, kind as Kind]));
}
