/**
 * Facts and profiles as data, for whoever reuses them: what `fiche.json` and `chiffres-….json` hold.
 *
 * Promise: pure; everything the page says, and nothing else. A value that no source gives is null and its `etat` says
 * « inconnu »; one that nobody chose between sources is null and « non tranché »; one that some source contradicts is
 * « en débat », any other « retenu ». Dates are ISO 8601 as far as they are known. Keys are French, in lower case, and
 * explained in `lisez-moi` (press-readme.ts); new ones may come, none changes its meaning under the same `format`.
 */
import type { EditionPage } from '../../server/published/editions.ts';
import type { PublishedClaim, PublishedFact } from '../../server/published/facts.ts';
import type { LaureateProfile } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { isoDate } from '../ui/dates.tsx';
import { LICENCE } from './licence.ts';
import { plainText } from './markdown.ts';

const orNull = (text: string) => (text === '' ? null : text);

/** What the three facts that name another entry say: the entry's name, in place of its identity. */
export function namedFacts({ facts, award, category, year }: LaureateProfile): PublishedFact[] {
  const names: Record<string, string> = { award: award.name, category: category.name, edition: String(year) };
  return facts.map((fact) => {
    const name = names[fact.field];
    if (name === undefined || fact.value === '') return fact;
    const claims = fact.claims.map((claim) => (claim.value === fact.value ? { ...claim, value: name } : claim));
    return { ...fact, value: name, claims };
  });
}

const statuses: Record<string, string> = { kept: 'retenue', 'set-aside': 'écartée', disputed: 'en débat' };

function claimData(site: Site, claim: PublishedClaim) {
  const { source } = claim;
  return {
    dit: claim.value,
    statut: statuses[claim.status] ?? claim.status,
    motif: orNull(claim.reason),
    source: {
      titre: source.title,
      editeur: orNull(source.publisher),
      date: orNull(source.publishedOn),
      adresse: orNull(source.url),
      page: `${site.url}/sources/${source.slug}`,
    },
    passage: orNull(claim.place),
    extrait: orNull(claim.extract),
    adresse: orNull(claim.url),
    archive: orNull(claim.archivedUrl),
    consulte_le: orNull(claim.consultedOn),
  };
}

function stateOf({ value, claims }: PublishedFact): string {
  const has = (status: string) => claims.some((claim) => claim.status === status);
  if (value !== '') return has('disputed') ? 'en débat' : 'retenu';
  return has('disputed') || has('kept') ? 'non tranché' : 'inconnu';
}

function factData(site: Site, fact: PublishedFact) {
  return {
    cle: fact.key,
    libelle: fact.label,
    chiffre: orNull(fact.figure),
    valeur: orNull(fact.value),
    etat: stateOf(fact),
    explication: orNull(fact.ruling),
    sans_source_parce_que: orNull(fact.exception),
    affirmations: fact.claims.map((claim) => claimData(site, claim)),
  };
}

const written = (data: object) => `${JSON.stringify(data, null, 2)}\n`;

/** A profile, as JSON. */
export function profileJson(site: Site, profile: LaureateProfile): string {
  const { slug, name, year, award, category, version } = profile;
  return written({
    format: 'palmares/fiche/1',
    nom: name,
    prix: award.name,
    edition: year,
    theme: category.name,
    en_bref: plainText(profile.summary),
    le_projet: orNull(plainText(profile.account)),
    en_clair: orNull(plainText(profile.plain)),
    faits: namedFacts(profile).map((fact) => factData(site, fact)),
    version: version.number,
    publiee_le: isoDate(version.publishedAt),
    adresse: `${site.url}/laureats/${slug}`,
    adresse_de_la_version: site.url + profile.permanentPath,
    site: site.name,
    licence: LICENCE,
  });
}

/** The figures of an edition and what its laureates receive, as JSON. */
export function figuresJson(site: Site, edition: EditionPage): string {
  const { year, title, figures, support, details, version } = edition;
  return written({
    format: 'palmares/chiffres/1',
    edition: year,
    titre: title,
    chiffres: figures.map((fact) => factData(site, fact)),
    aides: support.map((fact) => factData(site, fact)),
    autres_faits: details.map((fact) => factData(site, fact)),
    version: version.number,
    publiee_le: isoDate(version.publishedAt),
    adresse: `${site.url}/editions/${year}`,
    site: site.name,
    licence: LICENCE,
  });
}
