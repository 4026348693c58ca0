/** What surrounds every page, read once per request: the site’s own entry and the texts of the footer. */
import { cache } from 'react';
import type { Furniture } from '../../components/site/frame.tsx';
import { listPages } from '../../server/published/pages.ts';
import { site } from '../../server/published/site.ts';

export const furniture = cache(async (): Promise<Furniture> => {
  const [about, texts] = await Promise.all([site(), listPages()]);
  return { site: about, texts };
});

/** The first step of every way back up. */
export const home = { name: 'Accueil', path: '/' };
