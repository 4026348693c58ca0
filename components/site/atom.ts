/**
 * The feeds of the site, in Atom (RFC 4287).
 *
 * Promise: the text returned is well-formed XML whatever the words are. The same news give the same bytes: dates are those of the publications.
 */
import type { News } from '../../server/published/news.ts';
import type { Site } from '../../server/published/site.ts';
import { escaped } from './escaped.ts';
import { LICENCE } from './licence.ts';

/** The media type of a feed. */
export const ATOM = 'application/atom+xml; charset=utf-8';

/** Whose feed it is: its own unchanging id, its title, where it is and what it follows. */
export type Feed = { id: string; title: string; subtitle: string; path: string; follows: string };

const element = (name: string, text: string) => `<${name}>${escaped(text)}</${name}>`;
const link = (rel: string, type: string, href: string) =>
  `<link rel="${rel}" type="${type}" href="${escaped(href)}" hreflang="fr"/>`;

/** The feed and its entries, newest first as they are given. */
export function atomFeed(site: Site, feed: Feed, news: News[]): string {
  const updated = news[0]?.at ?? site.lastPublishedAt;
  const author = element('name', site.publisherName || site.name) + element('uri', `${site.url}/`);
  const head = [
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('updated', updated.toISOString()),
    link('self', 'application/atom+xml', site.url + feed.path),
    link('alternate', 'text/html', site.url + feed.follows),
    link('license', 'application/pdf', LICENCE.url),
    `<author>${author}</author>`,
    element('rights', LICENCE.name),
  ];
  const lines = [...head, ...news.map((one) => entry(site, one))].map((one) => `  ${one}\n`).join('');
  const root = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">';
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}\n${lines}</feed>\n`;
}

function entry(site: Site, news: News): string {
  const at = news.at.toISOString();
  return `<entry>${[
    element('id', news.id),
    element('title', titleOf(news)),
    element('updated', at),
    element('published', at),
    ...links(site, news),
    element('summary', news.note || 'Première publication.'),
  ].join('')}</entry>`;
}

/** A reader is led to the version announced, which stays as it is; the page as it is now stands beside it. */
function links({ url }: Site, { path, permanentPath }: News): string[] {
  if (permanentPath === '') return [link('alternate', 'text/html', url + path)];
  return [link('alternate', 'text/html', url + permanentPath), link('related', 'text/html', url + path)];
}

function titleOf({ kind, name, path, version }: News): string {
  if (kind === 'withdrawal') return `Page retirée\u00A0: ${path}`;
  return kind === 'first' ? `${name}\u00A0: mise en ligne` : `${name}\u00A0: version\u00A0${version}`;
}

/** Every feed of the site: where it is, and what readers call it. */
export const siteFeed = { path: '/flux.atom', title: 'Publications et corrections' };

export const laureateFeed = (slug: string, name: string) => {
  return { path: `/laureats/${slug}/flux.atom`, title: `${name}\u00A0: publications et corrections` };
};
