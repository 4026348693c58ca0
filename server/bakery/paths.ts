/**
 * Every public URL, from the window: the plan of a whole bake.
 *
 * Promise: what is online in the store when `sitePlan` is called is in the plan, and nothing else; the publication
 * number is read before anything, so that a publication made meanwhile leaves the baked site behind, never ahead.
 */
import { reader } from '../database.ts';
import { env } from '../env.ts';
import { pictureKey } from '../pictures/key.ts';
import {
  lastPublication,
  movedPages,
  partsOf,
  publicPages,
  publicParts,
  urlOf,
  withdrawnPages,
} from '../published/addresses.ts';
import { nextExpiry } from '../published/corrections.ts';
import { type LaureateCard, listLaureates } from '../published/laureates.ts';
import { laureatesMadeFrom } from '../published/made-from.ts';
import { sharePictures } from '../published/pictures.ts';
import { pressArchives, pressFiles } from '../published/press.ts';
import { reportPages } from '../published/reports.ts';
import { contactRenewal } from '../published/security-contact.ts';
import { versionAddresses } from '../published/versions.ts';
import type { BakeItem, BakePlan } from './plan.ts';

/** Where the application shows what unknown addresses answer, as an ordinary page (`notFound()` in a page is an empty shell). */
const UNKNOWN = '/introuvable';

const files = ['/sitemap.xml', '/robots.txt', '/manifest.webmanifest', '/flux.atom'];

/** Share pictures are drawn at an address of their own, and only when what they show changed. */
async function pictureItems(cards: LaureateCard[]): Promise<BakeItem[]> {
  return (await sharePictures(cards)).map(({ page, path, picture }) => {
    return { kind: 'file', path, ask: page === '/' ? '/partage' : `/partage${page}`, key: pictureKey(picture) };
  });
}

/** The files of the press page, the archives, and the page that tells their sizes. */
async function pressItems(at: Date, cards: LaureateCard[]): Promise<BakeItem[]> {
  const archives = await pressArchives(cards);
  const files = archives.flatMap(({ year }) => Object.values(pressFiles(year)));
  return [
    { kind: 'page', path: '/presse', about: archives.map(({ path }) => path) },
    ...files.map((path): BakeItem => ({ kind: 'file', path })),
    ...archives.map(({ path, folder, holds }): BakeItem => ({ kind: 'archive', path, folder, at, holds })),
  ];
}

/** Versions: baked once each for their key, kept for ever; where their laureate was renamed or withdrawn, the way or the notice. */
async function versionItems(): Promise<BakeItem[]> {
  const { standing, moved, withdrawn } = await versionAddresses();
  return [
    ...standing.map((one): BakeItem => ({ kind: 'page', ...one, sheet: 'linked', once: true })),
    ...moved.map((one): BakeItem => ({ kind: 'redirect', ...one })),
    ...withdrawn.map(({ path, ask }): BakeItem => ({ kind: 'gone', path, ask })),
  ];
}

/** What is made from a page for other programs and other sites follows a second later; its history does not. */
const following = (item: BakeItem): BakeItem =>
  item.path.endsWith('/historique') || !('words' in item) ? item : { ...item, follows: true };

/** The whole site as it must be baked now. */
export async function sitePlan(): Promise<BakePlan> {
  const { number, at } = await lastPublication();
  const pages = await publicPages();
  const moved = await movedPages();
  const withdrawn = await withdrawnPages();
  const cards = await listLaureates();
  const signs = await laureatesMadeFrom(cards);
  const worded = (item: { kind: 'page' | 'file'; path: string }): BakeItem => {
    const words = signs.get(item.path);
    return words === undefined ? item : { ...item, words };
  };
  const items: BakeItem[] = [
    ...withdrawn.map((one): BakeItem => ({ kind: 'gone', ...one })),
    ...moved.filter((one) => !one.path.includes('#')).map((one): BakeItem => ({ kind: 'redirect', ...one })),
    ...pages.filter(({ path }) => path !== '/presse').map(({ path }) => worded({ kind: 'page', path })),
    ...(await pressItems(at, cards)),
    ...(await publicParts())
      .filter((part) => !part.path.endsWith('/partage.png'))
      .map((part) => following(worded(part))),
    ...(await pictureItems(cards)),
    ...(await reportPages()).map((path): BakeItem => ({ kind: 'page', path })),
    ...(await versionItems()),
    ...files.map((path): BakeItem => ({ kind: 'file', path, follows: true })),
    { kind: 'not-found', path: UNKNOWN },
  ];
  const hasContact = env().securityContact !== '';
  if (hasContact) items.push({ kind: 'file', path: '/.well-known/security.txt' });
  const ends = [await nextExpiry(), hasContact ? contactRenewal(new Date()) : null].filter((one) => one !== null);
  const until = ends.sort((one, other) => one.getTime() - other.getTime())[0] ?? null;
  return { publicationNumber: number, items, until };
}

/** The entries, and every address each has or had. */
async function entriesWithAddresses(entryIds: string[]) {
  const entries = await reader().entry.findMany({ where: { id: { in: entryIds } }, include: { redirects: true } });
  return {
    entries,
    addresses: entries.flatMap(({ kind, slug, redirects }) => [{ kind, slug }, ...redirects]),
  };
}

const pageOf = ({ kind, slug }: { kind: string; slug: string }) => urlOf(kind, slug).replace(/#.*$/, '');

/**
 * The pages themselves of these entries, at their addresses present and former: what somebody who has just published
 * waits for. When one of them is withdrawn, everything of them: it goes at once.
 */
export async function firstPagesOf(entryIds: string[]): Promise<string[]> {
  const { entries, addresses } = await entriesWithAddresses(entryIds);
  if (entries.some(({ publishedAt }) => publishedAt === null)) return pagesOf(entryIds);
  return [...new Set(addresses.map(pageOf))];
}

/** Everything of these entries, at their addresses present and former, and the feed: what is baked before the rest of the site. */
export async function pagesOf(entryIds: string[]): Promise<string[]> {
  const { addresses } = await entriesWithAddresses(entryIds);
  const paths = addresses.flatMap((one) => [pageOf(one), ...partsOf(one.kind, one.slug).map(({ path }) => path)]);
  const { standing, moved, withdrawn } = await versionAddresses(entryIds);
  const versions = [...standing, ...moved, ...withdrawn].map(({ path }) => path);
  return [...new Set([...paths, ...versions, '/flux.atom'])];
}
