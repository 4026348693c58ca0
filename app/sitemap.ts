import type { MetadataRoute } from 'next';
import { publicPages } from '../server/published/addresses.ts';
import { site } from '../server/published/site.ts';

export const dynamic = 'force-dynamic';

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { url } = await site();
  const pages = await publicPages();
  return pages.map(({ path, changedAt }) => ({ url: url + path, lastModified: changedAt }));
}
