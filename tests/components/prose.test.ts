import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Footnotes } from '../../components/site/footnotes.ts';
import { isSafeAddress, plainText, readProse } from '../../components/site/markdown.ts';
import { Prose } from '../../components/site/prose.tsx';
import type { PublishedFact } from '../../server/published/facts.ts';

const fact = (key: string, ...places: string[]): PublishedFact => ({
  ...{ field: key, key, label: key, figure: '', value: 'dit', ruling: '', exception: '' },
  claims: places.map((place) => ({
    ...{ value: 'dit', status: 'kept', reason: '', place, extract: '', url: '', archivedUrl: '', consultedOn: '' },
    source: { slug: `source-${place}`, title: `Document ${place}`, publisher: '', publishedOn: '', url: '' },
  })),
});

const drawn = (markdown: string, facts: PublishedFact[] = [], top: 2 | 3 = 2) =>
  renderToStaticMarkup(createElement(Prose, { blocks: readProse(markdown, facts, new Footnotes()), top }));

test('paragraphs, emphasis, lists and links are drawn', () => {
  const html = drawn('Un *mot* et **deux**.\n\n- [ici](/criteres)\n- [là](https://exemple.fr/)');
  expect(html).toBe(
    '<p>Un <em>mot</em> et <strong>deux</strong>.</p>' +
      '<ul><li><a href="/criteres">ici</a></li><li><a href="https://exemple.fr/">là</a></li></ul>',
  );
});

test('headings stand below the title of their page or section', () => {
  expect(drawn('# Un\n\n## Deux\n\n### Trois')).toBe('<h2>Un</h2><h2>Deux</h2><h3>Trois</h3>');
  expect(drawn('## Deux\n\n### Trois', [], 3)).toBe('<h3>Deux</h3><h4>Trois</h4>');
});

test('raw HTML is words, never markup', () => {
  const html = drawn('<script>alert(1)</script>\n\nUn <img src=x onerror=alert(1)> mot.');
  expect(html).not.toMatch(/<(?:script|img)/);
  expect(html).toContain('&lt;script&gt;');
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  '//ailleurs.fr',
  '/\\ailleurs.fr',
  'sans-barre',
])('a link to %s keeps its words and loses its address', (address) => {
  expect(isSafeAddress(address)).toBe(false);
  expect(drawn(`[mots](<${address}>)`)).toBe('<p>mots</p>');
});

test('pictures give their words, code its text', () => {
  expect(drawn('![une plaque](https://exemple.fr/x.png) et `code`')).toBe('<p>une plaque et code</p>');
});

test('a mark becomes a link to the note of its fact', () => {
  const html = drawn('Une phrase.[^activite] Une autre.[^forme]', [fact('activite', 'un'), fact('forme', 'deux')]);
  expect(html).toContain('id="appel-1a" href="#note-1"');
  expect(html).toContain('id="appel-2a" href="#note-2"');
  expect(html).not.toContain('[^');
});

test('marks that touch are one group, each note once', () => {
  const html = drawn('Une phrase.[^a][^b][^c]', [fact('a', 'un'), fact('b', 'un'), fact('c', 'deux')]);
  expect(html.match(/<sup/g)).toHaveLength(1);
  expect(html.match(/<a /g)).toHaveLength(2);
});

test('a mark that names a source calls it alone; all, when the fact no longer rests on it', () => {
  const facts = [fact('a', 'un', 'deux', 'trois')];
  const called = (markdown: string) => drawn(markdown, facts).match(/<a [^>]*appel-/g)?.length;
  expect(called('Une phrase.[^a:source-deux]')).toBe(1);
  expect(called('Une phrase.[^a:source-un][^a:source-trois]')).toBe(2);
  expect(called('Une phrase.[^a:source-partie]')).toBe(3);
  expect(called('Une phrase.[^a][^a:source-un]')).toBe(3);
  expect(drawn('Une phrase.[^a:source-deux]', facts)).not.toContain('[^');
});

test('a mark that names no fact shows nothing', () => {
  expect(drawn('Une phrase.[^inconnu]')).toBe('<p>Une phrase.</p>');
});

test('plain text has neither marks nor syntax', () => {
  expect(plainText('Un **mot**.[^a][^b]\n\n- [ici](/x)\n- là')).toBe('Un mot. ici là');
});
