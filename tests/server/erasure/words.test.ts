import { expect, test } from 'vitest';
import { countIn, excerptOf, marks, otherSpellings, without, wordsOf } from '../../../server/erasure/words.ts';

const jeanne = wordsOf('Jeanne d’Arc');

test.each([
  ['Jeanne d’Arc dirige.', 1],
  ['(Jeanne d’Arc)', 1],
  ["Jeanne d'Arc, puis Jeanne\u00a0d’Arc", 2],
  ['Jeanne\nd’Arc', 1],
  ['Jeanne d’Arcy', 0],
  ['jeanne d’arc', 0],
  ['MaJeanne d’Arc', 0],
])('in « %s » the words stand %i times', (text, count) => expect(countIn(jeanne, text)).toBe(count));

test('words are taken to the letter, whatever signs they hold', () => {
  for (const text of ['a.b+c@exemple.fr', '06 12 34 56 78', '(sic)', '[note]', 'A-B', 'C\\D', 'Élan+', '$&'])
    expect(without(wordsOf(text), `Voir ${text}, ici.`, '[…]')).toBe('Voir […], ici.');
  expect(countIn(wordsOf('a.b'), 'axb')).toBe(0);
});

test('a mark takes their place; an address that holds them goes whole', () => {
  expect(without(jeanne, 'Avec Jeanne d’Arc et Jeanne d’Arc.', marks[0])).toBe('Avec [effacé] et [effacé].');
  expect(without(wordsOf('jeanne-arc'), 'https://exemple.fr/jeanne-arc/2', marks[0])).toBe('');
  expect(without(wordsOf('Arc'), 'Sans rien', marks[0])).toBe('Sans rien');
});

test('the last mark never makes a text longer', () => {
  expect(without(wordsOf('Ana'), 'Ana', marks[1])).toHaveLength(3);
});

test.each([
  ['JEANNE D’ARC', ['JEANNE D’ARC']],
  ['/jeanne-d-arc/', ['jeanne-d-arc']],
  ['**Jeanne** d’Arc', ['Jeanne** d’Arc']],
  ['Jéanne d’Arcy', ['Jéanne d’Arcy']],
  ['jeanne.darc@exemple.fr', ['jeanne.darc']],
  ['Jeanne d’Arc', []],
  ['Jeanne dort. Arc', []],
])('« %s » holds other spellings: %j', (text, others) => expect(otherSpellings(jeanne, text)).toEqual(others));

test('ligatures and letters are alike, written together or not', () => {
  expect(otherSpellings(wordsOf('Cœur Noël'), 'coeur noel')).toEqual(['coeur noel']);
  expect(otherSpellings(wordsOf('coeur'), 'Un cœur')).toEqual(['cœur']);
});

test('a text made to be slow to look through is not: one word as long as whole pages, of letters that nearly match', () => {
  const began = performance.now();
  for (const letters of ['x', 'jeanne', 'e\u0301']) {
    const text = `${letters.repeat(Math.ceil(60_000 / letters.length))} JEANNE D’ARC`;
    expect(otherSpellings(jeanne, text)).toEqual(['JEANNE D’ARC']);
  }
  // A few milliseconds; tried from each letter, some seconds each.
  expect(performance.now() - began).toBeLessThan(2000);
});

test('an excerpt shows the first of them among what stands around', () => {
  const text = `${'avant '.repeat(20)}Jeanne d’Arc ${'après '.repeat(40)}`;
  const around = { before: expect.stringMatching(/^….{49}\s$/), after: expect.stringMatching(/^\s.{49}…$/) };
  expect(excerptOf(jeanne, text)).toEqual({ words: 'Jeanne d’Arc', ...around });
  expect(excerptOf(jeanne, 'Jeanne d’Arc')).toEqual({ before: '', words: 'Jeanne d’Arc', after: '' });
});
