/**
 * How a page is cited: a ready sentence; for a profile also ISO 690, BibTeX and CSL-JSON.
 *
 * Promise: pure; every form names the version (its number and the day it went online, in Paris) and gives the address
 * `url` as it is. The author is the publisher; a site whose publisher is not known is its own author. Nothing else is
 * said of the page, and no date of consultation: ISO 690 asks for it where a text may change, and a version does not.
 */
import type { LaureateProfile } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { frenchDay, isoDate } from '../ui/dates.tsx';

/** Media types of the files. */
export const BIBTEX = 'application/x-bibtex; charset=utf-8';
export const CSL_JSON = 'application/vnd.citationstyles.csl+json';

/** A page in one of its versions. `part`: what of the site it belongs to (« édition 2016 »). */
export type Cited = {
  title: string;
  part: string;
  site: Pick<Site, 'name' | 'publisherName'>;
  version: { number: number; publishedAt: Date };
  /** Absolute. */
  url: string;
  /** What reference managers call it: letters, digits and hyphens. */
  key: string;
};

/** A profile in one of its versions, at the address that this version keeps. */
export function citedProfile(site: Site, { name, slug, year, version, permanentPath }: LaureateProfile): Cited {
  const key = `${slug}-v${version.number}`;
  return { title: name, part: `édition\u00a0${year}`, site, version, url: site.url + permanentPath, key };
}

const authorOf = ({ site }: Cited) => site.publisherName || site.name;

const joined = (...parts: string[]) => parts.filter((one) => one !== '').join(', ');

/** « version 1 du 23 novembre 2026 » */
export function versionNamed({ number, publishedAt }: Cited['version']): string {
  return `version\u00a0${number} du\u00a0${frenchDay(publishedAt)}`;
}

type Named = Pick<Cited, 'title' | 'part' | 'site' | 'url'>;

/** « Biocycle », Site, édition 2016, version 1 du 23 novembre 2026, https://… `dated`: which state of the page it is. */
export function readySentence({ title, part, site, url }: Named, dated: string): string {
  return joined(`«\u202f${title}\u202f»`, site.name, part, dated, url);
}

/** A bibliographic reference, in the order of elements of ISO 690 (NF ISO 690:2021). */
export function iso690(cited: Cited): string {
  const { title, part, site, version, url } = cited;
  const own = authorOf(cited) === site.name;
  const work = own ? joined(title, part) : `${title}. In\u00a0: ${joined(site.name, part)}`;
  return [
    authorOf(cited),
    `${work} [en ligne]`,
    `Version\u00a0${version.number}, ${frenchDay(version.publishedAt)}`,
    `Disponible à l’adresse\u00a0: ${url}`,
  ].join('. ');
}

const latex: Record<string, string> = {
  '\\': '\\textbackslash{}',
  // An escaped brace would still count as a brace for BibTeX.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\u00a0': '~',
  '\u202f': '\\,',
};

/** Text as LaTeX prints it: its ten special characters and our two no-break spaces as commands, no ligature of signs. */
export function latexEscaped(text: string): string {
  return text
    .replace(/[\\{}~^\u00a0\u202f]|[$&#%_]/g, (one) => latex[one] ?? `\\${one}`)
    .replace(/([-'`,<>])(?=\1)/g, '$1{}');
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** An entry for BibTeX and biblatex, in UTF-8. Doubled braces keep capitals, and an organisation’s name in one piece. */
export function bibtex(cited: Cited): string {
  const { title, part, site, version, url, key } = cited;
  const [year = '', month] = isoDate(version.publishedAt).split('-');
  const fields = [
    ['author', `{{${latexEscaped(authorOf(cited))}}}`],
    ['title', `{{${latexEscaped(title)}}}`],
    ['howpublished', `{${latexEscaped(joined(site.name, part))}}`],
    ['note', `{Version ${version.number} du ${latexEscaped(frenchDay(version.publishedAt))}}`],
    ['year', `{${year}}`],
    ['month', months[Number(month) - 1] ?? ''],
    // Addresses are read to the letter (package url, biblatex): ours hold nothing to escape.
    ['url', `{${url}}`],
    ['language', '{french}'],
  ];
  return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = ${value},`).join('\n')}\n}\n`;
}

/** A list of one item, as citation managers read it (schema: citation-style-language/schema, csl-data.json). */
export function cslJson(cited: Cited): string {
  const { title, part, site, version, url, key } = cited;
  const item = {
    id: key,
    type: 'webpage',
    title,
    author: [{ literal: authorOf(cited) }],
    'container-title': site.name,
    ...(part !== '' && { 'collection-title': part }),
    ...(site.publisherName !== '' && { publisher: site.publisherName }),
    version: String(version.number),
    issued: { 'date-parts': [isoDate(version.publishedAt).split('-').map(Number)] },
    URL: url,
    language: 'fr',
  };
  const lines = Object.entries(item).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `[{\n${lines.join(',\n')}\n}]\n`;
}
