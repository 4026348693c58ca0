import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Day, frenchDay, frenchKnownDate, KnownDate } from '../../components/ui/dates.tsx';
import { counted, inWords } from '../../components/ui/numbers.ts';
import { withOrdinals } from '../../components/ui/ordinals.tsx';

const drawn = (text: string) => renderToStaticMarkup(withOrdinals(text));

test.each([
  ['Paris 14e', 'Paris 14<sup>e</sup>'],
  ['le XIe arrondissement', 'le XI<sup>e</sup> arrondissement'],
  ['1re et 2e phrases', '1<sup>re</sup> et 2<sup>e</sup> phrases'],
  ['le 1er mai', 'le 1<sup>er</sup> mai'],
  ['(4e entrée)', '(4<sup>e</sup> entrée)'],
])('%s has its ending raised', (text, html) => expect(drawn(text)).toBe(html));

test.each(['Le métier', 'De la Ville', 'Ce prix', '75014', 'RN20', '300 m²', 'A4e5', 'Vie', '25 000 €'])(
  '%s is left as it is',
  (text) => expect(drawn(text)).toBe(text),
);

test('a day is French to read and ISO to machines, in Paris', () => {
  const lateInParis = new Date('2026-11-22T23:30:00Z');
  expect(renderToStaticMarkup(createElement(Day, { date: lateInParis }))).toBe(
    '<time dateTime="2026-11-23">23\u00a0novembre\u00a02026</time>',
  );
  expect(frenchDay(new Date('2026-05-01T12:00:00Z'))).toBe('1er\u00a0mai\u00a02026');
});

test('a date is as precise as it is known', () => {
  expect(['2016', '2016-11', '2016-11-25', ''].map(frenchKnownDate)).toEqual([
    '2016',
    'novembre 2016',
    '25\u00a0novembre\u00a02016',
    'date non connue',
  ]);
  expect(renderToStaticMarkup(createElement(KnownDate, { known: '2016-12-01' }))).toBe(
    '<time dateTime="2016-12-01">1<sup>er</sup>\u00a0décembre\u00a02016</time>',
  );
});

test('numbers agree with their nouns', () => {
  expect([inWords(9), inWords(1), inWords(42)]).toEqual(['neuf', 'un', '42']);
  expect([counted(1, 'lauréat', 'lauréats'), counted(3, 'lauréat', 'lauréats')]).toEqual([
    '1\u00a0lauréat',
    '3\u00a0lauréats',
  ]);
});
