import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Choices } from '../../components/site/choices.tsx';
import { readChoices, readFact } from '../../components/site/facts.ts';
import { Figures } from '../../components/site/figures.tsx';
import { Footnotes } from '../../components/site/footnotes.ts';
import { Support } from '../../components/site/support.tsx';
import { Told } from '../../components/site/told.tsx';
import type { PublishedClaim, PublishedFact } from '../../server/published/facts.ts';

const said = (value: string, publisher: string, status = 'kept', reason = ''): PublishedClaim => ({
  ...{ value, status, reason, place: '', extract: '', url: '', archivedUrl: '', consultedOn: '' },
  source: { slug: publisher, title: publisher, publisher, publishedOn: '', url: '' },
});

const founded = (value: string, claims: PublishedClaim[], ruling = ''): PublishedFact => {
  return { field: 'founded', key: 'creation', label: 'Création', figure: '', value, ruling, exception: '', claims };
};

const drawn = (fact: PublishedFact) => {
  const footnotes = new Footnotes();
  const read = readFact(fact, footnotes);
  const choices = readChoices([read], footnotes);
  const html =
    renderToStaticMarkup(createElement(Told, { read })) +
    renderToStaticMarkup(createElement(Choices, { choices, title: 'Choix' }));
  return { html, text: html.replace(/<[^>]+>/g, ''), footnotes };
};

test('what no source says is said to be so', () => {
  expect(drawn(founded('', [])).text).toBe('non précisé par les sources');
});

test('an undecided fact shows every side, who says it, and that nobody chose', () => {
  const { text } = drawn(founded('', [said('2013', 'Mediatico', 'disputed'), said('2015', 'Résolis', 'disputed')]));
  expect(text).toContain('Non tranché');
  expect(text).toContain('Les sources divergent');
  expect(text).toMatch(/2013.*selon Mediatico/);
  expect(text).toMatch(/2015.*selon Résolis/);
});

test('a figure and an announcement that nobody decided on show every side, those that are known their value', () => {
  const told = [said('20 000', 'Mairie', 'disputed'), said('25 000', 'Résolis', 'disputed')];
  const footnotes = new Footnotes();
  const known = { ...founded('Dix lauréats', [said('Dix', 'A')]), figure: '10', key: 'laureats' };
  const figures = [founded('', told), known, { ...founded('', []), key: 'rien' }].map((one) =>
    readFact(one, footnotes),
  );
  const textOf = (html: string) =>
    html
      .replace(/<sup.*?<\/sup>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
  const large = textOf(renderToStaticMarkup(createElement(Figures, { figures, page: '/editions/2016' })));
  expect(large).toMatch(/Création les sources divergent .*20 000.* ou 25 000.* Non tranché/);
  expect(large).toMatch(/Dix lauréats 10/);
  expect(large).toContain('non précisé par les sources');
  const announced = textOf(renderToStaticMarkup(createElement(Support, { figures })));
  expect(announced).toMatch(/20 000.* ou 25 000.* Dix lauréats.* non précisé par les sources/);
});

test('a decided disagreement shows the value, the other side and the reason', () => {
  const { text } = drawn(
    founded('2014', [said('2014', 'A'), said('2015', 'B', 'disputed')], 'Deux sources le donnent.'),
  );
  expect(text).toMatch(/^2014/);
  expect(text).toContain('Les sources divergent');
  expect(text).toContain('Deux sources le donnent.');
});

test('what one source says in two ways is not said to be a disagreement between sources', () => {
  const { text } = drawn(
    founded('2014', [said('2014', 'A'), said('2015', 'A', 'disputed'), said('2013', 'B', 'set-aside')]),
  );
  expect(text).toContain('La source dit plusieurs choses');
  expect(text).not.toContain('divergent');
});

test('a value set aside is shown with the reason', () => {
  const { text } = drawn(founded('', [said('Start-up', 'Notre Temps', 'set-aside', 'Ce n’est pas une forme.')]));
  expect(text).toMatch(/^non précisé par les sources/);
  expect(text).toMatch(/Start-up.*selon Notre Temps\. Écarté\. Ce n’est pas une forme\./);
});

test('every mark that a note leads back to is on the page', () => {
  const { html, footnotes } = drawn(founded('', [said('2013', 'A', 'disputed'), said('2014', 'B', 'disputed')]));
  for (const id of footnotes.notes.flatMap(({ calls }) => calls)) expect(html).toContain(`id="${id}"`);
});
