import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Footnotes } from '../../components/site/footnotes.ts';
import { readProse } from '../../components/site/markdown.ts';
import { Prose } from '../../components/site/prose.tsx';

const drawn = (markdown: string, footnotes = new Footnotes()) =>
  renderToStaticMarkup(createElement(Prose, { blocks: readProse(markdown, [], footnotes), linked: true }));

const anchors = (html: string) => [...html.matchAll(/<p id="([^"]+)"/g)].map(([, id]) => id);

test('a paragraph keeps its anchor when others change, move, appear or vanish', () => {
  const [, second] = anchors(drawn('Il fait du pain.\n\nIl le partage.'));
  expect(second).toMatch(/^p-[a-z0-9]{7}$/);
  expect(anchors(drawn('Il le partage.\n\nIl fait du bon pain.'))[0]).toBe(second);
  expect(anchors(drawn('Un.\n\nDeux.\n\nIl le partage.'))[2]).toBe(second);
});

test('a rewritten paragraph has another anchor; spaces, apostrophes, emphasis and marks are no rewriting', () => {
  const [was] = anchors(drawn('C’est l’année 2016 : la première.'));
  expect(anchors(drawn('C’est l’année 2017 : la première.'))).not.toEqual([was]);
  const [again] = anchors(drawn("C'est *l'année* 2016\u00a0: la\npremière.[^annee]"));
  expect(again).toBe(was);
});

test('the same words twice on a page have two anchors, whichever text they stand in', () => {
  const page = new Footnotes();
  const ids = [...anchors(drawn('Encore.\n\nEncore.', page)), ...anchors(drawn('Encore.', page))];
  expect(ids).toEqual([ids[0], `${ids[0]}-2`, `${ids[0]}-3`]);
});

test('each paragraph leads to itself, by a link that says so', () => {
  const html = drawn('Un.\n\nDeux.');
  for (const id of anchors(html)) expect(html).toContain(`href="#${id}" aria-label="Lien vers ce paragraphe"`);
  expect(html.match(/<a /g)).toHaveLength(2);
});
