/**
 * What was announced: first publications, corrections that are not minor, withdrawals with a public notice.
 *
 * Promise: only public facts are read (note, numbers, dates), never who did it nor a word of a revision; of a withdrawn
 * entry nothing is told but its address and its notice, and of one published by mistake nothing at all. Newest first.
 */
import { reader } from '../database.ts';
import { urlOf } from './addresses.ts';
import { versionPath } from './version.ts';

export type News = {
  /** An IRI that never changes (RFC 4287, § 4.2.6): it depends neither on the site’s address nor on a slug. */
  id: string;
  kind: 'first' | 'correction' | 'withdrawal';
  entryKind: string;
  /** Of a withdrawal empty: the name is no longer public. */
  name: string;
  /** The path at which the entry is, or was, read. */
  path: string;
  /** Where what is announced is read for ever; empty when there is no such page. */
  permanentPath: string;
  /** The public version; 0 for a withdrawal. */
  version: number;
  /** The public note or notice; empty when the first publication had none. */
  note: string;
  at: Date;
};

/** How many are told: a reader who comes once a month misses none. */
const LONGEST = 100;

const nouns = {
  ...{ laureate: { select: { name: true } }, award: { select: { name: true } }, category: { select: { name: true } } },
  ...{ edition: { select: { title: true } }, criterion: { select: { title: true } } },
  ...{ source: { select: { title: true } }, page: { select: { title: true } } },
} as const;

/** What a feed follows: an IRI that names it for ever, and its news. */
export type Followed = { iri: string; news: News[] };

/** The news of the whole site. @throws when the site’s own entry is not published: the store was not seeded */
export async function siteNews(): Promise<Followed> {
  const row = await reader().setting.findFirstOrThrow({ where: { entry: { slug: 'site' } } });
  return { iri: `urn:uuid:${row.entryId}`, news: await among({ kind: { not: 'setting' } }) };
}

/** The news of one laureate, or null when none is live at this slug. */
export async function laureateNews(slug: string): Promise<(Followed & { name: string; tagline: string }) | null> {
  const row = await reader().laureate.findFirst({ where: { entry: { slug } } });
  if (!row) return null;
  const { entryId, name, tagline } = row;
  return { iri: `urn:uuid:${entryId}`, name, tagline, news: await among({ id: entryId }) };
}

async function among(entry: object): Promise<News[]> {
  const told = [...(await versions(entry)), ...(await withdrawals(entry))];
  const order = new Intl.Collator('fr');
  const newest = told.sort((a, b) => b.at.getTime() - a.at.getTime() || order.compare(a.name, b.name));
  return newest.slice(0, LONGEST);
}

async function versions(entry: object): Promise<News[]> {
  const found = await reader().version.findMany({
    where: { OR: [{ number: 1 }, { minor: false }], entry: { ...entry, publishedAt: { not: null } } },
    select: { id: true, number: true, slug: true, note: true, publication: true, entry: { include: nouns } },
    orderBy: { publicationNumber: 'desc' },
    take: LONGEST,
  });
  return found.map(({ id, number, slug: then, note, publication, entry: { kind, slug, ...nounOf } }): News => {
    const { laureate, award, category, edition, criterion, source, page } = nounOf;
    const name = (laureate ?? award ?? category)?.name ?? (edition ?? criterion ?? source ?? page)?.title ?? '';
    return {
      ...{ id: `urn:uuid:${id}`, kind: number === 1 ? 'first' : 'correction', entryKind: kind, name },
      permanentPath: kind === 'laureate' ? versionPath(then, number) : '',
      ...{ path: urlOf(kind, slug), version: number, note: note ?? '', at: publication.at },
    };
  });
}

async function withdrawals(entry: object): Promise<News[]> {
  const found = await reader().entry.findMany({
    where: { ...entry, withdrawnAt: { not: null }, withdrawalNotice: { not: '' } },
    select: { id: true, kind: true, slug: true, withdrawnAt: true, withdrawalNotice: true },
  });
  return found.flatMap(({ id, kind, slug, withdrawnAt, withdrawalNotice }): News[] => {
    if (!withdrawnAt) return [];
    const told = {
      kind: 'withdrawal' as const,
      entryKind: kind,
      name: '',
      path: urlOf(kind, slug),
      permanentPath: '',
      version: 0,
    };
    const iri = `urn:uuid:${id}#retrait-${withdrawnAt.toISOString()}`;
    return [{ ...told, id: iri, note: withdrawalNotice ?? '', at: withdrawnAt }];
  });
}
