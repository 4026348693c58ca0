import { expect, test } from 'vitest';
import { figuresJson } from '../../components/site/press-data.ts';
import { figuresText } from '../../components/site/press-text.ts';
import { weight } from '../../components/ui/numbers.ts';
import type { EditionPage } from '../../server/published/editions.ts';
import type { PublishedClaim, PublishedFact } from '../../server/published/facts.ts';
import type { Site } from '../../server/published/site.ts';

const source = { slug: 'article', title: 'Un article', publisher: 'Un journal', publishedOn: '2016-11', url: '' };
const claim = (value: string, status = 'kept'): PublishedClaim => {
  const where = { place: 'chapeau', extract: 'mot pour mot', url: '', archivedUrl: '', consultedOn: '2026-11-23' };
  return { value, status, reason: '', ...where, source };
};
const fact = (label: string, value: string, claims: PublishedClaim[]): PublishedFact => {
  return { field: 'figures', key: label.toLowerCase(), label, figure: '', value, ruling: '', exception: '', claims };
};
const site = { name: 'Palmarès', url: 'https://exemple.fr', publisherName: '' } as Site;
const edition: EditionPage = {
  ...{ year: 2016, title: 'Palmarès 2016', headline: '', standfirst: '', summary: '', account: '' },
  figures: [
    fact('Candidats', 'Trois cents', [claim('Trois cents')]),
    fact('Durée', 'Six ans', [claim('Six ans'), { ...claim('Sept ans', 'disputed'), place: 'titre' }]),
    fact('Création', '', [claim('2013', 'disputed'), { ...claim('2014', 'disputed'), place: 'titre' }]),
    fact('Budget', '', []),
  ],
  ...{ support: [], details: [], version: { number: 3, publishedAt: new Date('2026-11-30T23:30:00Z') } },
};

test('the data tell what is settled from what sources dispute and from what nobody says', () => {
  const data = JSON.parse(figuresJson(site, edition));
  const states = data.chiffres.map((one: { etat: string; valeur: string | null }) => [one.etat, one.valeur]);
  expect(states).toEqual([
    ['retenu', 'Trois cents'],
    ['en débat', 'Six ans'],
    ['non tranché', null],
    ['inconnu', null],
  ]);
  expect(data).toMatchObject({ version: 3, publiee_le: '2026-12-01', licence: { name: 'Licence Ouverte 2.0' } });
  expect(data.chiffres[2].affirmations.map(({ dit, statut }: Record<string, string>) => [dit, statut])).toEqual([
    ['2013', 'en débat'],
    ['2014', 'en débat'],
  ]);
  expect(data.chiffres[0].affirmations[0].source).toMatchObject({ adresse: null, page: `${site.url}/sources/article` });
});

test('the text gives each side its mark, and each mark its note', () => {
  const text = figuresText(site, edition);
  expect(text).toContain('Candidats\u00a0: Trois cents [1]\n');
  expect(text).toContain('Création\u00a0: non tranché\u00a0: 2013 [1] ou 2014 [2]\n');
  expect(text).toContain('Budget\u00a0: non précisé par les sources\n');
  expect(text).toMatch(/\n\[2\] «\u202fUn article\u202f», Un journal, novembre 2016, titre/);
  expect(text).not.toContain('[3]');
});

test('a weight is what readers expect to see', () => {
  expect([0, 999, 261_049, 999_500, 3_249_000].map(weight)).toEqual(
    ['0 ko', '1 ko', '261 ko', '1 Mo', '3,2 Mo'].map((one) => one.replace(' ', '\u00a0')),
  );
});
