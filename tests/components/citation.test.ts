/** Citations, read back by the tools that journalists and libraries read them with. */
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import {
  bibtex,
  type Cited,
  cslJson,
  iso690,
  latexEscaped,
  readySentence,
  versionNamed,
} from '../../components/site/citation.ts';
import { longTest as test } from '../effort.ts';

const at = new Date('2026-11-30T23:30:00Z');
const cited: Cited = {
  ...{ title: 'Les talents d’Alphonse', part: 'édition\u00a02016', key: 'les-talents-d-alphonse-v3' },
  site: { name: 'Lauréats des Trophées de l’ESS de Paris', publisherName: '' },
  version: { number: 3, publishedAt: at },
  url: 'https://exemple.fr/laureats/les-talents-d-alphonse/versions/3',
};
const published: Cited = { ...cited, site: { ...cited.site, publisherName: 'Ville d’Essai & Cie' } };

/** The properties of an item that we use, with the types of the official schema (csl-data.json, draft 7), and no other. */
const item = z.strictObject({
  id: z.string(),
  type: z.literal('webpage'),
  title: z.string(),
  author: z.array(z.strictObject({ literal: z.string() })),
  'container-title': z.string(),
  'collection-title': z.string().optional(),
  publisher: z.string().optional(),
  version: z.string(),
  issued: z.strictObject({ 'date-parts': z.array(z.array(z.number()).length(3)).length(1) }),
  URL: z.url(),
  language: z.string(),
});

const plainly = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('the sentence and the reference name the version, its day in Paris, and its own address', () => {
  expect(plainly(readySentence(cited, versionNamed(cited.version)))).toBe(
    '« Les talents d’Alphonse », Lauréats des Trophées de l’ESS de Paris, édition 2016, version 3 du 1er décembre 2026, ' +
      'https://exemple.fr/laureats/les-talents-d-alphonse/versions/3',
  );
  expect(plainly(iso690(cited))).toBe(
    'Lauréats des Trophées de l’ESS de Paris. Les talents d’Alphonse, édition 2016 [en ligne]. Version 3, 1er décembre 2026. ' +
      'Disponible à l’adresse : https://exemple.fr/laureats/les-talents-d-alphonse/versions/3',
  );
  expect(plainly(iso690(published))).toContain(
    'Ville d’Essai & Cie. Les talents d’Alphonse. In : Lauréats des Trophées de l’ESS de Paris, édition 2016 [en ligne].',
  );
});

describe.each([
  ['without a publisher', cited, 'Lauréats des Trophées de l’ESS de Paris'],
  ['with a publisher', published, 'Ville d’Essai & Cie'],
])('%s', (_, one, author) => {
  test('CSL-JSON is a list of one item of the schema, which a processor cites', () => {
    const [found, ...others] = z.array(item).parse(JSON.parse(cslJson(one)));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ version: '3', URL: one.url, issued: { 'date-parts': [[2026, 12, 1]] } });
    const shown = new Cite(cslJson(one)).format('bibliography', { template: 'apa', lang: 'fr-FR' });
    for (const words of [author, one.title, '2026', one.url]) expect(shown).toContain(words);
  });

  test('BibTeX is read back as it was meant', () => {
    const [found, ...others] = new Cite(bibtex(one)).data;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: one.key, title: one.title, URL: one.url, author: [{ family: author }] });
    expect(found?.issued).toMatchObject({ 'date-parts': [[2026, 12]] });
    expect(plainly(String(found?.note))).toContain('Version 3 du 1er décembre 2026');
  });
});

test('whatever a name holds, BibTeX gives it back', () => {
  const name = fc.string({ unit: fc.constantFrom(...'aZé7 ’{}\\$&#%_~^-,@"«»'), minLength: 1, maxLength: 20 });
  // Several spaces are one for TeX.
  const oneSpace = (text = '') => text.replace(/ +/g, ' ');
  const readBack = (title: string) => new Cite(bibtex({ ...cited, title })).data[0]?.title;
  fc.assert(
    fc.property(name, (title) => {
      expect(oneSpace(readBack(`a${title}a`))).toBe(oneSpace(`a${title}a`));
    }),
    { numRuns: 400 },
  );
});

test('LaTeX’s special characters are written as commands', () => {
  expect(latexEscaped('5 % & 3 $ #1 a_b')).toBe('5 \\% \\& 3 \\$ \\#1 a\\_b');
  expect(latexEscaped('a\\b{c}~^')).toBe(
    'a\\textbackslash{}b\\textbraceleft{}c\\textbraceright{}\\textasciitilde{}\\textasciicircum{}',
  );
  expect(latexEscaped('25\u202f000\u00a0€ -- <<')).toBe('25\\,000~€ -{}- <{}<');
});
