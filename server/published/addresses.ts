/**
 * Where each kind of entry is read: the one place that knows the public URLs.
 *
 * Promise: `urlOf` gives the path of an entry’s page (criteria share one page); `publicPages` lists every page that is
 * online now, with the moment its own words last changed.
 */
import { reader } from '../database.ts';
import { whileUnchanged } from './unchanged.ts';

const folders: Record<string, string> = {
  laureate: '/laureats/',
  edition: '/editions/',
  award: '/prix/',
  category: '/categories/',
  criterion: '/criteres#',
  source: '/sources/',
  page: '/',
};

/** The path of the page that shows the entry. */
export function urlOf(kind: string, slug: string): string {
  const folder = folders[kind];
  return folder === undefined ? '/' : `${folder}${slug}`;
}

export type Part = { kind: 'file'; path: string } | { kind: 'page'; path: string; framable?: boolean };

const files = (...paths: string[]): Part[] => paths.map((path) => ({ kind: 'file', path }));

/**
 * What stands below the own page of an entry of that kind, baked, moved and withdrawn with it. A `file` is kept byte for
 * byte; a `page` is a page that no list of pages names, but the sitemap a history.
 */
const parts: Record<string, readonly Part[]> = {
  laureate: [
    ...files(
      '/partage.png',
      '/flux.atom',
      '/oembed.json',
      '/citation.json',
      '/citation.bib',
      '/fiche.txt',
      '/fiche.json',
    ),
    { kind: 'page', path: '/carte', framable: true },
    { kind: 'page', path: '/signaler' },
    { kind: 'page', path: '/historique' },
  ],
  edition: files('/partage.png'),
  award: files('/partage.png'),
  category: files('/partage.png'),
};

/** What stands below the page of an entry, with its whole path. */
export function partsOf(kind: string, slug: string): Part[] {
  return (parts[kind] ?? []).map((part) => ({ ...part, path: urlOf(kind, slug) + part.path }));
}

/** Pages that gather several entries; they change whenever anything is published. */
const gatherings = ['/', '/laureats', '/criteres', '/sources', '/presse', '/plan-du-site'];

export type PublicPage = { path: string; changedAt: Date };

/** Every page online now, gatherings first. @returns paths without duplicates */
export async function publicPages(): Promise<PublicPage[]> {
  const live = await reader().entry.findMany({
    where: { publishedAt: { not: null }, kind: { notIn: ['criterion', 'setting'] } },
    select: { kind: true, slug: true, publishedAt: true },
    orderBy: [{ kind: 'asc' }, { slug: 'asc' }],
  });
  const latest = await lastPublication();
  const own = live.map((entry) => ({ path: urlOf(entry.kind, entry.slug), changedAt: entry.publishedAt ?? latest.at }));
  return [...gatherings.map((path) => ({ path, changedAt: latest.at })), ...own];
}

/** What stands below the pages that are online now. */
export async function publicParts(): Promise<Part[]> {
  const live = await reader().entry.findMany({
    where: { publishedAt: { not: null }, kind: { in: Object.keys(parts) } },
    select: { kind: true, slug: true },
    orderBy: [{ kind: 'asc' }, { slug: 'asc' }],
  });
  return live.flatMap(({ kind, slug }) => partsOf(kind, slug));
}

/** Addresses that moved, parts included: the old path, and where it leads now. */
export async function movedPages(): Promise<{ path: string; to: string }[]> {
  const found = await reader().redirect.findMany({ include: { entry: true } });
  return found.flatMap(({ kind, slug, entry }) => {
    const to = urlOf(entry.kind, entry.slug);
    const below = (parts[kind] ?? []).map((part) => ({ path: urlOf(kind, slug) + part.path, to: to + part.path }));
    return [{ path: urlOf(kind, slug), to }, ...below];
  });
}

export type Withdrawn = { path: string; ask: string; framable?: boolean };

/**
 * Addresses that were withdrawn, parts included: they answer 410 with the page at `ask`, which holds the notice alone.
 * What stands in other sites’ pages tells it there, as a page of its own.
 */
export async function withdrawnPages(): Promise<Withdrawn[]> {
  const found = await reader().entry.findMany({
    where: { withdrawnAt: { not: null }, kind: { notIn: ['criterion', 'setting'] } },
    select: { kind: true, slug: true },
  });
  return found.flatMap(({ kind, slug }) => {
    const ask = `/retire${urlOf(kind, slug)}`;
    const below = partsOf(kind, slug).map((part): Withdrawn => {
      const { path } = part;
      return 'framable' in part ? { path, ask: path, framable: true } : { path, ask };
    });
    return [{ path: urlOf(kind, slug), ask }, ...below];
  });
}

/** The kind and slug of a path that is, or was, an entry’s own page; undefined for any other. */
export function entryAt(path: string): { kind: string; slug: string } | undefined {
  // A text’s page stands at the root: the other folders are tried first.
  const found = Object.entries(folders)
    .sort(([, a], [, b]) => b.length - a.length)
    .find(([kind, folder]) => kind !== 'criterion' && path.startsWith(folder));
  const slug = path.slice(found?.[1].length);
  return found && /^[a-z0-9-]+$/.test(slug) ? { kind: found[0], slug } : undefined;
}

/** The latest act of publication. Number 0 at the epoch when nothing was ever published. */
export const lastPublication = whileUnchanged('last', async (): Promise<{ number: number; at: Date }> => {
  const last = await reader().publication.findFirst({ orderBy: { number: 'desc' } });
  return last ?? { number: 0, at: new Date(0) };
});
