/**
 * What lets another site show a laureate’s plaque (oEmbed 1.0, https://oembed.com, § 2.3.4 and § 4).
 *
 * Promise: the frame it gives runs no script, and can do nothing but open a link in a new tab.
 */
import type { LaureateCard } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { escaped } from './escaped.ts';

/** Room for the plaque with the longest name, in CSS pixels. */
const WIDTH = 420;
const HEIGHT = 350;

/** Seconds for which a reader may keep the answer: a day. */
const KEPT = 86_400;

type Shown = Pick<LaureateCard, 'slug' | 'name' | 'award' | 'year'>;

const titleOf = ({ name, award, year }: Shown) => `${name}, ${award.name}\u00A0${year}`;

/** The HTML to put in a page. */
export function embedCode(site: Site, laureate: Shown): string {
  const attributes = {
    src: `${site.url}/laureats/${laureate.slug}/carte`,
    title: titleOf(laureate),
    ...{ width: WIDTH, height: HEIGHT, loading: 'lazy' },
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    style: 'border:0;max-width:100%',
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(String(value))}"`);
  return `<iframe ${written.join(' ')}></iframe>`;
}

/** The answer of the oEmbed address. */
export function oembed(site: Site, laureate: Shown) {
  return {
    ...{ version: '1.0', type: 'rich', title: titleOf(laureate) },
    ...{ provider_name: site.name, provider_url: `${site.url}/`, cache_age: KEPT },
    ...{ html: embedCode(site, laureate), width: WIDTH, height: HEIGHT },
    thumbnail_url: `${site.url}/laureats/${laureate.slug}/partage.png`,
    ...{ thumbnail_width: 1200, thumbnail_height: 630 },
  };
}

/** Where a laureate’s oEmbed answer is, and what it is called. */
export const oembedOf = (slug: string, name: string) => ({ path: `/laureats/${slug}/oembed.json`, title: name });
