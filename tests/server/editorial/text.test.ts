import fc from 'fast-check';
import { expect, test } from 'vitest';
import { address, french, knownDate, line, prose, verbatim } from '../../../server/editorial/text.ts';

test.each([
  ["l'emploi", 'l’emploi'],
  ['« oui »', '«\u202Foui\u202F»'],
  ['«oui»', '«\u202Foui\u202F»'],
  ['Pourquoi ?', 'Pourquoi\u202F?'],
  ['Oui ; non !', 'Oui\u202F; non\u202F!'],
  ['Prix : trophée', 'Prix\u00A0: trophée'],
  ['25 000 €', '25\u202F000\u00A0€'],
  ['à 12:30, voir https://exemple.fr/a?b', 'à 12:30, voir https://exemple.fr/a?b'],
])('%s is set as French printers set it', (typed, set) => {
  expect(french(typed)).toBe(set);
});

test('setting French twice changes nothing more', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => french(french(text)) === french(text)));
});

test('a line refuses a second line, an invisible character and a text too long, each with a remedy', () => {
  expect(line(10).safeParse('a\nb').error?.issues[0]?.message).toBe('Ce champ tient sur une seule ligne.');
  expect(line(10).safeParse('a\u202Eb').error?.issues[0]?.message).toMatch(/caractère invisible/);
  expect(prose(3).safeParse('abcd').error?.issues[0]?.message).toMatch(/dépasse 3 signes/);
  expect(line(10).safeParse(12).error?.issues[0]?.message).toBe('Ce champ attend du texte.');
});

test('what is kept fits its limit as it is set, so that it can be saved again as it is', () => {
  expect(prose(6).safeParse('«mot»').error?.issues[0]?.message).toMatch(/dépasse 6 signes/);
  const kept = prose(7).parse('«mot»');
  expect(prose(7).parse(kept)).toBe(kept);
});

test('accents typed in two pieces become one letter; words quoted keep their own apostrophes', () => {
  expect(line(10).parse('e\u0301te\u0301')).toBe('été');
  expect(verbatim(20).parse("  Activ'Action ")).toBe("Activ'Action");
});

test.each([
  ['https://exemple.fr/\u202Egnp.exe', /caractère invisible/],
  ['https://exemple.fr/\u2066a', /caractère invisible/],
  ['https://exemple.fr/\0b', /caractère invisible/],
  ['https://exemple.fr/\uFEFFa', /caractère invisible/],
  ['https://ville:paris@exemple.fr/', /devant « @ »/],
  ['https://ville.paris@exemple.fr/', /devant « @ »/],
])('the address %j is refused with the remedy', (typed, remedy) => {
  expect(address.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([expect.stringMatching(remedy)]);
});

test('an address may hold « @ » in its path, and letters of any language', () => {
  for (const good of ['https://exemple.fr/@paris', 'http://exemple.fr/équipe?a=b@c#d@e'])
    expect(address.parse(good)).toBe(good);
});

test('an address is http or https, a date is as precise as it is known', () => {
  expect(address.safeParse('javascript:alert(1)').success).toBe(false);
  expect(address.safeParse('').success && address.safeParse('https://exemple.fr/a').success).toBe(true);
  for (const good of ['', '2016', '2016-11', '2016-11-25']) expect(knownDate.safeParse(good).success).toBe(true);
  for (const bad of ['16', '2016-13', '2016-11-32', '2016-02-30', '2015-02-29', '25/11/2016'])
    expect(knownDate.safeParse(bad).success).toBe(false);
});
