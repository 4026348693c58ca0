/** What each kind of page says of itself to machines, in the vocabulary of schema.org. */
import type { PublishedFact, PublishedSource } from '../../server/published/facts.ts';
import type { LaureateCard, LaureateProfile } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import type { Step } from './breadcrumb.tsx';
import type { JsonValue } from './json-ld.tsx';
import { plainText } from './markdown.ts';

export type PageData = { title: string; description: string; path: string; changedAt: Date };

/** The site and the page, which every page gives. */
export function pageGraph(site: Site, page: PageData, trail: Step[], about?: JsonValue): JsonValue[] {
  const url = site.url + page.path;
  const website = {
    '@type': 'WebSite',
    '@id': `${site.url}/#site`,
    url: `${site.url}/`,
    name: site.name,
    description: site.subtitle,
    inLanguage: 'fr',
    publisher: site.publisherName ? { '@type': 'Organization', name: site.publisherName } : undefined,
  };
  const webpage = {
    '@type': 'WebPage',
    '@id': url,
    url,
    name: page.title,
    description: page.description,
    inLanguage: 'fr',
    dateModified: page.changedAt.toISOString(),
    isPartOf: { '@id': `${site.url}/#site` },
    breadcrumb: trail.length > 1 ? breadcrumbs(site, trail) : undefined,
    mainEntity: about,
  };
  return [website, webpage];
}

function breadcrumbs(site: Site, trail: Step[]): JsonValue {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ name, path }, index) => {
      return { '@type': 'ListItem', position: index + 1, name, item: site.url + path };
    }),
  };
}

const awardOf = ({ award, year }: LaureateCard) => `${award.name} ${year}`;

/** Laureates in the order in which a page lists them. */
export function laureateList(site: Site, laureates: LaureateCard[]): JsonValue {
  return {
    '@type': 'ItemList',
    numberOfItems: laureates.length,
    itemListElement: laureates.map((laureate, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      item: {
        '@type': 'Organization',
        '@id': `${site.url}/laureats/${laureate.slug}#organisation`,
        name: laureate.name,
        award: awardOf(laureate),
        url: `${site.url}/laureats/${laureate.slug}`,
      },
    })),
  };
}

/** The organisation of a profile: only what the sources settle. */
export function organisation(site: Site, profile: LaureateProfile): JsonValue {
  const settled = (field: string) => profile.facts.find((fact) => fact.field === field)?.value || undefined;
  const website = settled('website');
  return {
    '@type': 'Organization',
    '@id': `${site.url}/laureats/${profile.slug}#organisation`,
    name: profile.name,
    description: plainText(profile.summary),
    award: awardOf(profile),
    foundingDate: settled('founded')?.match(/^\d{4}$/)?.[0],
    location: settled('place') ? { '@type': 'Place', name: settled('place') } : undefined,
    url: website && URL.canParse(website) ? website : undefined,
    subjectOf: documents(profile.facts),
  };
}

/** The documents the facts rest on, each once. */
function documents(facts: PublishedFact[]): JsonValue[] {
  const sources = facts.flatMap((fact) => fact.claims.map((claim) => claim.source));
  return [...new Map(sources.map((source) => [source.slug, document(source)])).values()];
}

/** A source, as the document it is. */
export function document({ title, publisher, publishedOn, url }: PublishedSource): JsonValue {
  return {
    '@type': 'CreativeWork',
    name: title,
    url: url || undefined,
    datePublished: publishedOn || undefined,
    publisher: publisher ? { '@type': 'Organization', name: publisher } : undefined,
  };
}
