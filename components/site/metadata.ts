/** What a page says of itself in its head: title, description, address, and how it looks when it is shared. */
import type { Metadata } from 'next';
import type { Site } from '../../server/published/site.ts';
import { siteFeed } from './atom.ts';

/** Longest description search engines and share previews show whole. */
const DESCRIPTION = 160;

/** Cuts at a word, with an ellipsis, when a text is longer than a description may be. */
export function shortened(text: string): string {
  if (text.length <= DESCRIPTION) return text;
  const cut = text.slice(0, DESCRIPTION - 1);
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/[\s,;:]+$/, '')}…`;
}

/**
 * `feed`: that of the page itself, beside the site’s. `oembed`: the path of what embeds it. `picture`: where its own share
 * picture is and what it shows.
 */
export type Described = {
  path: string;
  title: string;
  description: string;
  feed?: { path: string; title: string };
  oembed?: { path: string; title: string };
  picture?: { path: string; alt: string };
};

/** The home page carries the site’s name first; other pages their own title. */
export function pageMetadata(site: Site, { path, title, description, feed, oembed, picture }: Described): Metadata {
  const url = site.url + path;
  const linked = (one: { path: string; title: string }) => ({ url: site.url + one.path, title: one.title });
  const types = {
    'application/atom+xml': [...(feed ? [feed] : []), siteFeed].map(linked),
    ...(oembed && { 'application/json+oembed': [linked(oembed)] }),
  };
  const short = shortened(description);
  const shared = picture ?? { path: '/partage.png', alt: site.name };
  const image = { url: site.url + shared.path, width: 1200, height: 630, alt: shared.alt, type: 'image/png' };
  return {
    title: path === '/' ? `${site.name}\u00a0: ${title}` : `${title} · ${site.name}`,
    description: short,
    alternates: { canonical: url, types },
    openGraph: {
      type: 'website',
      locale: 'fr_FR',
      siteName: site.name,
      url,
      title,
      description: short,
      images: [image],
    },
    twitter: { card: 'summary_large_image', title, description: short, images: [image] },
  };
}
