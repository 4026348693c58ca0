/**
 * The share picture of each public page: a plaque that says what the page is about.
 *
 * Promise: only live words are ever drawn, and what a page says of its picture is what is drawn. Pages that have none of
 * their own are shown by the home page’s.
 */
import { inOneLine, type Picture } from '../pictures/picture.ts';
import { type AwardLine, listAwards } from './awards.ts';
import { listCategories } from './categories.ts';
import { listEditions } from './editions.ts';
import type { LaureateCard } from './laureates.ts';
import { type Site, site } from './site.ts';

/** A picture: the path of its page, its own path, what it says to who does not see it, and what is drawn. */
export type SharePicture = { page: string; path: string; alt: string; picture: Picture };

function share(page: string, picture: Picture): SharePicture {
  return { page, path: `${page === '/' ? '' : page}/partage.png`, alt: inOneLine(picture), picture };
}

export function laureatePicture({ name: whose }: Site, laureate: LaureateCard): SharePicture {
  const { slug, name, award, category, year } = laureate;
  const foot = [`${award.name}\u00a0${year}`, whose];
  return share(`/laureats/${slug}`, { cartouche: category.name, name, foot, frame: award.frame });
}

export function editionPicture({ name: whose }: Site, { year, title }: { year: number; title: string }): SharePicture {
  return share(`/editions/${year}`, { cartouche: `Édition\u00a0${year}`, name: title, foot: [whose], frame: 'bronze' });
}

export function awardPicture({ name: whose }: Site, award: Pick<AwardLine, 'slug' | 'name' | 'frame'>): SharePicture {
  const { slug, name, frame } = award;
  return share(`/prix/${slug}`, { cartouche: 'Prix', name, foot: [whose], frame });
}

export function categoryPicture({ name: whose }: Site, { slug, name }: { slug: string; name: string }): SharePicture {
  return share(`/categories/${slug}`, { cartouche: 'Thème', name, foot: [whose], frame: 'bronze' });
}

const sections = {
  '/laureats': 'Les lauréats, de A à Z',
  '/criteres': 'Les critères',
  '/sources': 'Les sources',
  '/presse': 'Espace presse',
};

/** The picture of a page that gathers several entries. */
export function sectionPicture({ name: whose }: Site, page: keyof typeof sections): SharePicture {
  return share(page, { cartouche: 'Palmarès', name: sections[page], foot: [whose], frame: 'bronze' });
}

/** The picture of the home page, and of every page that has none of its own. */
export function homePicture({ name, currentYear }: Site): SharePicture {
  return share('/', { cartouche: 'Palmarès', name, foot: [`Édition\u00a0${currentYear}`], frame: 'bronze' });
}

/** The pictures that are no entry’s. */
export function ownPictures(about: Site): SharePicture[] {
  const pages = Object.keys(sections) as (keyof typeof sections)[];
  return [homePicture(about), ...pages.map((page) => sectionPicture(about, page))];
}

/** Every picture of the site, whose laureates have these cards. */
export async function sharePictures(cards: LaureateCard[]): Promise<SharePicture[]> {
  const about = await site();
  return [
    ...ownPictures(about),
    ...cards.map((one) => laureatePicture(about, one)),
    ...(await listEditions()).map((one) => editionPicture(about, one)),
    ...(await listAwards()).map((one) => awardPicture(about, one)),
    ...(await listCategories()).map((one) => categoryPicture(about, one)),
  ];
}
