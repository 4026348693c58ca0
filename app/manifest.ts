import type { MetadataRoute } from 'next';
import { site } from '../server/published/site.ts';

export const dynamic = 'force-dynamic';

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const { name, subtitle } = await site();
  return {
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
}
