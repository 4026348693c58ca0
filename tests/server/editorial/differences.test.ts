import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readContent } from '../../../prisma/seed.ts';
import { differences, wordParts } from '../../../server/editorial/differences.ts';
import { asJson, type Json } from '../../../server/editorial/json.ts';
import { labelOf } from '../../../server/editorial/labels.ts';
import { type Kind, kinds } from '../../../server/editorial/noun.ts';
import { nounOf } from '../../../server/editorial/nouns.ts';
import { laureate, stated } from '../../cast.ts';

const around = { source: 's1', edition: 'e1', award: 'a1', category: 'c1', criterion: 'k1' };
const names: Record<string, string> = { s1: 'Un article', s2: 'Un carnet', c1: 'Lien social', c2: 'Climat' };
const between = (before: unknown, after: unknown, kind: Kind = 'laureate') =>
  differences(kind, asJson(before), asJson(after), (_, id) => names[id] ?? id);
const fournil = () => laureate('Le Fournil', around);

test.each([
  ['facts.founded.value', 'Création'],
  ['facts.founded.claims.0.place', 'Création · affirmation nº\u00A01 · endroit du document'],
  ['details.2.value', 'Fait nº\u00A03 · valeur'],
  ['criteria', 'Critères, d’après les sources'],
  ['slug', 'Adresse'],
  ['', ''],
])('%s is called « %s »', (path, label) => {
  expect(labelOf('laureate', path)).toBe(label);
});

type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] };

/** Every path of a noun’s draft, from its own schema. */
function pathsOf(schema: Schema, path = ''): string[] {
  const step = (key: string) => (path === '' ? key : `${path}.${key}`);
  const inside = Object.entries(schema.properties ?? {}).flatMap(([key, one]) => pathsOf(one, step(key)));
  const lines = schema.items ? pathsOf(schema.items, step('0')) : [];
  return [...(path === '' ? [] : [path]), ...inside, ...lines];
}

test.each(kinds)('every field of a %s has a French name of its own', (kind) => {
  const schema = z.toJSONSchema(nounOf(kind).draft, { io: 'input', unrepresentable: 'any' }) as Schema;
  const paths = pathsOf(schema).filter((path) => path !== 'facts');
  expect(paths.length).toBeGreaterThan(2);
  const labels = paths.map((path) => labelOf(kind, path));
  expect(labels.filter((label) => label === '')).toEqual([]);
  const leaves = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)));
  expect(new Set(leaves.map((path) => labelOf(kind, path))).size).toBe(leaves.length);
});

test('the parts of a text put together give back both texts, to the letter', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '’', ' ', '\n', '\u202F', '.', '«') });
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = wordParts(before, after);
      const joined = (left: string) =>
        parts
          .filter(({ kind }) => kind !== left)
          .map(({ text }) => text)
          .join('');
      return joined('added') === before && joined('removed') === after;
    }),
  );
});

test('two long texts that have too little in common are shown one after the other, not compared word by word', () => {
  const text = (word: string) =>
    Array.from({ length: 4000 }, (_, index) => `${index % 2 ? word : 'et'}${index}`).join(' ');
  expect(wordParts(text('a'), text('b'))).toEqual([
    { kind: 'removed', text: text('a') },
    { kind: 'added', text: text('b') },
  ]);
  const longer = `${text('a')} et un mot de plus`;
  expect(wordParts(text('a'), longer).map(({ kind }) => kind)).toEqual(['same', 'added']);
});

test('a changed word is marked among those that stay', () => {
  const after = { ...fournil(), tagline: 'Le pain de la rue' };
  const [found] = between(fournil(), after);
  expect(found).toMatchObject({ path: 'tagline', label: 'Phrase de la plaque' });
  expect(found?.parts.filter(({ kind }) => kind === 'same')[0]?.text).toBe('Le pain ');
});

test('a reference is told by names, a closed choice in French, an emptied field as removed', () => {
  const after = fournil();
  after.facts.category.value = 'c2';
  after.facts.founded.claims = stated('2014', 's1').claims.map((one) => ({ ...one, status: 'disputed' as const }));
  after.plain = '';
  const found = between(fournil(), after);
  expect(found.map(({ label, parts }) => [label, ...parts.map(({ kind, text }) => `${kind} ${text}`)])).toEqual([
    ['En clair', 'removed On fait du pain ensemble.'],
    ['Thème', 'removed Lien social', 'added Climat'],
    ['Création · affirmation nº\u00A01 · décision', 'removed retenue', 'added en débat'],
  ]);
});

test('a line added or removed is told whole; lines that changed places are told once', () => {
  const line = (label: string, value: string) => ({ ...stated(value, 's1'), label, figure: '' });
  const [one, two, three] = [line('Bénévoles', '12'), line('Salariés', '3'), line('Fours', '2')];
  const found = between({ ...fournil(), details: [one, two] }, { ...fournil(), details: [three, one] });
  expect(found.map(({ label, parts }) => [label, parts[0]?.kind])).toEqual([
    ['Fait nº\u00A01', 'added'],
    ['Fait nº\u00A02', 'removed'],
  ]);
  expect(found[0]?.parts[0]?.text).toContain('intitulé\u00A0: Fours');
  expect(found[0]?.parts[0]?.text).toContain('source\u00A0: Un article');
  const moved = between({ ...fournil(), details: [one, two] }, { ...fournil(), details: [two, one] });
  expect(moved.map(({ label }) => label)).toEqual(['Autres faits · ordre']);
});

test('a content does not differ from itself, and everything of a first version is added', async () => {
  for (const { kind, content } of await readContent()) {
    expect(between(content, content, kind)).toEqual([]);
    const first = differences(kind, undefined, content as Json, (_, id) => id);
    expect(first.length).toBeGreaterThan(2);
    expect(first.every(({ parts }) => parts.every((part) => part.kind === 'added') && parts.length > 0)).toBe(true);
  }
});

test('words that change side by side are told as one change, and small words between them do not chop it up', () => {
  const told = (before: string, after: string) => wordParts(before, after).map(({ kind, text }) => `${kind}: ${text}`);
  expect(told('Un four va lentement.', 'Un four vient vite.')).toEqual([
    'same: Un four ',
    'removed: va lentement',
    'added: vient vite',
    'same: .',
  ]);
  expect(told('Nous achetons trop, et la planète en souffre.', 'Un autre texte en clair.')).toEqual([
    'removed: Nous achetons trop, et la planète en souffre',
    'added: Un autre texte en clair',
    'same: .',
  ]);
  expect(told('Biocycle va la chercher.', 'Biocycle vient la chercher à vélo.')).toEqual([
    'same: Biocycle ',
    'removed: va',
    'added: vient',
    'same:  la chercher',
    'added:  à vélo',
    'same: .',
  ]);
});
