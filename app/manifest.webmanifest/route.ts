/**
 * The web manifest: the site’s name and icons for those that keep a shortcut. Linked from the site map only: browsers
 * ask for it again at every page that links it, for a site that is no application.
 */
import type { MetadataRoute } from 'next';
import { site } from '../../server/published/site.ts';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const { name, subtitle } = await site();
  const manifest: MetadataRoute.Manifest = {
    name,
    short_name: 'Palmarès',
    description: subtitle,
    lang: 'fr',
    start_url: '/',
    display: 'browser',
    background_color: '#fbfaf6',
    theme_color: '#0f3d7a',
    icons: [
      { src: '/icone-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icone-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  };
  return Response.json(manifest, { headers: { 'content-type': 'application/manifest+json' } });
}
