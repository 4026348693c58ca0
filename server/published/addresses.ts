/**
 * Where each kind of entry is read: the one place that knows the public URLs.
 *
 * Promise: `urlOf` gives the path of an entry’s page (criteria share one page); `publicPages` lists every page that is
 * online now, with the moment its own words last changed.
 */
import { reader } from '../database.ts';

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

/** Pages that gather several entries; they change whenever anything is published. */
const gatherings = ['/', '/laureats', '/criteres', '/sources', '/plan-du-site'];

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

/** Addresses that moved: the old path, and where it leads now. */
export async function movedPages(): Promise<{ path: string; to: string }[]> {
  const found = await reader().redirect.findMany({ include: { entry: true } });
  return found.map(({ kind, slug, entry }) => ({ path: urlOf(kind, slug), to: urlOf(entry.kind, entry.slug) }));
}

/** The latest act of publication. Number 0 at the epoch when nothing was ever published. */
export async function lastPublication(): Promise<{ number: number; at: Date }> {
  const last = await reader().publication.findFirst({ orderBy: { number: 'desc' } });
  return last ?? { number: 0, at: new Date(0) };
}
