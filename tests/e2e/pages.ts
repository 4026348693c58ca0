/** The pages of the tested site, read from its own sitemap, so that a page that appears is tested without a word. */
import type { APIRequestContext } from '@playwright/test';
import { site } from './site.ts';

/** Every page of the sitemap as a path, the first version of each profile, and an address that does not exist. */
export async function everyPage(request: APIRequestContext): Promise<string[]> {
  const sitemap = await (await request.get('/sitemap.xml')).text();
  const found = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, url = '']) => url.replace(site.address, '') || '/',
  );
  const profiles = found.filter((path) => /^\/laureats\/[^/]+$/.test(path));
  return [...found, ...profiles.map((path) => `${path}/versions/1`), '/une/adresse/perdue'];
}

/** One page of each sort: enough where a check is slow. */
export const samples = [
  '/',
  '/laureats',
  '/laureats/biocycle',
  '/laureats/biocycle/historique',
  '/laureats/biocycle/versions/1',
  '/laureats/ticket-for-change',
  '/categories/emploi-et-formation',
  '/prix/trophee',
  '/editions/2016',
  '/criteres',
  '/sources',
  '/sources/article-2016-11-25',
  '/mentions-legales',
  '/presse',
  '/plan-du-site',
  '/une/adresse/perdue',
];
