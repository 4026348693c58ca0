import type { MetadataRoute } from 'next';
import { publicPages } from '../server/published/addresses.ts';
import { site } from '../server/published/site.ts';

export const dynamic = 'force-dynamic';

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { url } = await site();
  const pages = await publicPages();
  // A profile's history changes with it. Its versions are not here: they name the profile as their canonical address.
  const withHistory = pages.flatMap((page) =>
    page.path.startsWith('/laureats/') ? [page, { ...page, path: `${page.path}/historique` }] : [page],
  );
  return withHistory.map(({ path, changedAt }) => ({ url: url + path, lastModified: changedAt }));
}
