/**
 * What each kind of page says of itself to machines, in the vocabulary of schema.org.
 *
 * Promise: a page gives the site, itself and what it is about; the documents its facts rest on are told once, by their
 * address here, and referred to elsewhere (`citation`, `subjectOf`). Of a laureate is said only what a source says and
 * none contradicts.
 * Terms and types are checked against the vocabulary by tests/vocabulary.ts. `ClaimReview` is not used: the site weighs
 * sources, it does not rate what people say.
 */
import type { PublishedFact, PublishedSource } from '../../server/published/facts.ts';
import type { LaureateCard, LaureateProfile } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import type { Step } from './breadcrumb.tsx';
import type { JsonValue } from './json-ld.tsx';
import { LICENCE } from './licence.ts';
import { plainText } from './markdown.ts';

/** What a page tells of itself. */
export type PageData = {
  title: string;
  description: string;
  path: string;
  changedAt: Date;
  /** A kind of WebPage that says more. */
  kind?: 'AboutPage' | 'CollectionPage' | 'ContactPage' | 'ProfilePage';
  /** The public version of its words, where it has one. */
  version?: number;
  /** The facts it states: their documents are what the page cites. */
  facts?: PublishedFact[];
  /** Its own share picture: where it is and what it shows. */
  picture?: { path: string; alt: string };
};

/** The site, the page and the documents it cites, which every page gives. */
export function pageGraph(site: Site, page: PageData, trail: Step[], about?: JsonValue): JsonValue[] {
  const url = site.url + page.path;
  const website = {
    '@type': 'WebSite',
    '@id': `${site.url}/#site`,
    url: `${site.url}/`,
    name: site.name,
    description: site.subtitle,
    inLanguage: 'fr',
    license: LICENCE.url,
    publisher: site.publisherName ? { '@type': 'Organization', name: site.publisherName } : undefined,
  };
  const documents = documentsOf(page.facts ?? []);
  const webpage = {
    '@type': page.kind ?? 'WebPage',
    '@id': url,
    url,
    name: page.title,
    description: page.description,
    inLanguage: 'fr',
    license: LICENCE.url,
    dateModified: page.changedAt.toISOString(),
    version: page.version === undefined ? undefined : String(page.version),
    isPartOf: { '@id': `${site.url}/#site` },
    breadcrumb: trail.length > 1 ? breadcrumbs(site, trail) : undefined,
    citation: references(site, documents),
    primaryImageOfPage: page.picture && image(site, page.picture),
    mainEntity: about,
  };
  return [website, webpage, ...documents.map((one) => document(site, one))];
}

/** A share picture with what its reuse asks for: whom to credit, under which terms. */
function image(site: Site, { path, alt }: { path: string; alt: string }): JsonValue {
  const credit = site.publisherName || site.name;
  return {
    '@type': 'ImageObject',
    contentUrl: site.url + path,
    encodingFormat: 'image/png',
    caption: alt,
    creditText: credit,
    creator: { '@type': 'Organization', name: credit },
    license: LICENCE.url,
    acquireLicensePage: `${site.url}/mentions-legales`,
  };
}

function breadcrumbs(site: Site, trail: Step[]): JsonValue {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ name, path }, index) => {
      return { '@type': 'ListItem', position: index + 1, name, item: { '@id': site.url + path } };
    }),
  };
}

const awardOf = ({ award, year }: LaureateCard) => `${award.name} ${year}`;
const idOf = (site: Site, slug: string) => `${site.url}/laureats/${slug}#organisation`;

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
        '@id': idOf(site, laureate.slug),
        name: laureate.name,
        award: awardOf(laureate),
        mainEntityOfPage: { '@id': `${site.url}/laureats/${laureate.slug}` },
      },
    })),
  };
}

/** The value of a fact that some source gives and none contradicts. */
function settledIn({ facts }: LaureateProfile, field: string): string | undefined {
  const fact = facts.find((one) => one.field === field);
  const has = (status: string) => fact?.claims.some((claim) => claim.status === status);
  return has('kept') && !has('disputed') ? fact?.value || undefined : undefined;
}

/** The organisation of a profile: only what the sources settle. */
export function organisation(site: Site, profile: LaureateProfile): JsonValue {
  const [place, website] = [settledIn(profile, 'place'), settledIn(profile, 'website')];
  return {
    '@type': 'Organization',
    '@id': idOf(site, profile.slug),
    name: profile.name,
    description: plainText(profile.summary),
    award: awardOf(profile),
    foundingDate: settledIn(profile, 'founded')?.match(/^\d{4}$/)?.[0],
    location: place ? { '@type': 'Place', name: place } : undefined,
    url: website && URL.canParse(website) ? website : undefined,
    mainEntityOfPage: { '@id': `${site.url}/laureats/${profile.slug}` },
    subjectOf: references(site, documentsOf(profile.facts)),
  };
}

/** The documents that facts rest on, each once. A claim set aside supports nothing. */
function documentsOf(facts: PublishedFact[]): PublishedSource[] {
  const claims = facts.flatMap((fact) => fact.claims).filter((claim) => claim.status !== 'set-aside');
  return [...new Map(claims.map(({ source }) => [source.slug, source])).values()];
}

const documentId = (site: Site, { slug }: PublishedSource) => `${site.url}/sources/${slug}#document`;

function references(site: Site, documents: PublishedSource[]): JsonValue {
  return documents.length === 0 ? undefined : documents.map((one) => ({ '@id': documentId(site, one) }));
}

/** A source, as the document it is. */
export function document(site: Site, source: PublishedSource): JsonValue {
  const { title, publisher, publishedOn, url } = source;
  return {
    '@type': 'CreativeWork',
    '@id': documentId(site, source),
    name: title,
    url: url || undefined,
    datePublished: publishedOn || undefined,
    publisher: publisher ? { '@type': 'Organization', name: publisher } : undefined,
  };
}
