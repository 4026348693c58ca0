import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hiddenFields } from '../../../components/redaction/conflict-fields.tsx';
import type { Json } from '../../../server/editorial/json.ts';
import { formContent } from '../../../server/forms/content.ts';
import { unpacked } from '../../../server/forms/packing.ts';
import { numbersOf } from '../../../server/forms/shape.ts';
import { formBounds as bounds } from '../../../server/limits.ts';
import { laureate, unknown } from '../../cast.ts';

function form(fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

const contentOf = (fields: [string, string][], numbers?: string[]) => formContent(form(fields), numbers);

const around = { source: 's', edition: 'e', award: 'a', category: 'c', criterion: 'k' };

describe('a form becomes the content it describes', () => {
  test('fields are put where their names say, lists in the order of their places', () => {
    const read = contentOf([
      ['tagline', 'Le pain du quartier'],
      ['facts.founded.value', '2014'],
      ['facts.founded.claims[]', ''],
      ['facts.founded.claims.1.value', 'second'],
      ['facts.founded.claims.0.value', 'premier'],
    ]);
    const founded = { value: '2014', claims: [{ value: 'premier' }, { value: 'second' }] };
    expect(read).toEqual({ ok: true, content: { tagline: 'Le pain du quartier', facts: { founded } } });
  });

  test('a list left without lines is an empty list', () => {
    expect(contentOf([['details[]', '']])).toEqual({ ok: true, content: { details: [] } });
  });

  test('a line marked « Supprimer » and a line left blank are dropped; a half-filled one stays', () => {
    const read = contentOf([
      ['claims[]', ''],
      ['claims.0.value', 'à jeter'],
      ['claims.0.remove', 'on'],
      ['claims.1.value', ''],
      ['claims.1.source', 's'],
      ['claims.1.status', 'kept'],
      ['claims.2.value', ' '],
      ['claims.2.status', 'kept'],
    ]);
    expect(read).toEqual({ ok: true, content: { claims: [{ value: '', source: 's', status: 'kept' }] } });
  });

  test('whole numbers are numbers; what is not one stays as it was typed', () => {
    expect(contentOf([['position', ' 3 ']], ['position'])).toEqual({ ok: true, content: { position: 3 } });
    expect(contentOf([['position', 'trois']], ['position'])).toEqual({ ok: true, content: { position: 'trois' } });
  });

  test('any laureate comes back the same from the fields of its form', () => {
    const line = fc.record({ label: fc.string({ minLength: 1 }), value: fc.string() });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), fc.string(), (lines, account) => {
        const details = lines.map((one) => ({ ...unknown, figure: '', ...one, label: `L${one.label}` }));
        const content = { ...laureate('Le Fournil', around), account, details } as Json;
        const fields = hiddenFields('', content).map(({ name, value }): [string, string] => [name, value]);
        expect(contentOf(fields, numbersOf('laureate'))).toEqual({ ok: true, content });
      }),
    );
  });
});

describe('a hostile form is refused whole', () => {
  const refused = { ok: false };

  test.each([
    '__proto__.admin',
    'constructor.prototype',
    'facts.__proto__',
    'a..b',
    '',
    'a b',
    'x'.repeat(bounds.name + 1),
    'a.b.c.d.e.f.g',
    'claims.1234.value',
  ])('a field called « %s »', (name) => {
    expect(contentOf([[name, '1']])).toEqual(refused);
  });

  test('the same field twice, a field that is also a group, a file', () => {
    expect(
      contentOf([
        ['a', '1'],
        ['a', '2'],
      ]),
    ).toEqual(refused);
    expect(
      contentOf([
        ['a', '1'],
        ['a.b', '2'],
      ]),
    ).toEqual(refused);
    const data = new FormData();
    data.append('a', new Blob(['x']));
    expect(formContent(data)).toEqual(refused);
  });

  test('too many fields, or too long', () => {
    const many = Array.from({ length: bounds.fields + 1 }, (_, index): [string, string] => [`a.${index}`, '']);
    expect(contentOf(many.map(([, value], index) => [`f${'x'.repeat(index % 20)}.${index % 999}`, value]))).toEqual(
      refused,
    );
    expect(contentOf([['a', 'x'.repeat(bounds.value + 1)]])).toEqual(refused);
  });

  test('nothing a browser could send throws or reaches a prototype', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }))), (fields) => {
        contentOf(fields);
        expect(({} as Record<string, unknown>).admin).toBeUndefined();
      }),
    );
  });
});

describe('a form that script sent in one field', () => {
  const packed = (text: string) => unpacked(form([['champs', text]]));

  test('is the form it was packed from, doubled names included', () => {
    const fields: [string, string][] = [
      ['tagline', 'Le «\u202fpain\u202f» du quartier\r\n'],
      ['facts.founded.claims[]', ''],
      ['tagline', 'deux fois'],
    ];
    expect([...(packed(JSON.stringify(fields)) ?? [])]).toEqual(fields);
  });

  test('is refused when it is anything but pairs of texts', () => {
    for (const text of [
      '',
      '{',
      '{}',
      '[1]',
      '[["a"]]',
      '[["a",1]]',
      '[["a","b","c"]]',
      '[["a",["b"]]]',
      '['.repeat(99_999),
    ])
      expect(packed(text)).toBeUndefined();
    const file = new FormData();
    file.append('champs', new File(['x'], 'x.txt'));
    expect(unpacked(file)).toBeUndefined();
  });
});
