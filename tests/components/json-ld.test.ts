import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { JsonLd, safeJson } from '../../components/site/json-ld.tsx';
import { shortened } from '../../components/site/metadata.ts';

test('no text can leave the script element', () => {
  const hostile = '</script><script>alert(1)</script><!-- "’ & é \u2028\u2029';
  const html = renderToStaticMarkup(createElement(JsonLd, { graph: [{ '@type': 'Organization', name: hostile }] }));
  expect(html.match(/</g)).toHaveLength(2);
  expect(html).not.toMatch(/[\u2028\u2029]/);
  const json = html.slice(html.indexOf('>') + 1, html.lastIndexOf('<'));
  expect(JSON.parse(json)).toEqual({
    '@context': 'https://schema.org',
    '@graph': [{ '@type': 'Organization', name: hostile }],
  });
});

test('what is not known is left out', () => {
  expect(safeJson({ name: 'Biocycle', foundingDate: undefined })).toBe('{"name":"Biocycle"}');
});

test('a long description is cut at a word', () => {
  const text = 'un mot '.repeat(40).trim();
  expect(shortened(text).length).toBeLessThanOrEqual(160);
  expect(shortened(text)).toMatch(/(?:un|mot)…$/);
  expect(shortened('court')).toBe('court');
});
