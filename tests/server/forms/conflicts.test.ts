import { describe, expect, test } from 'vitest';
import { StoreError } from '../../../server/database.ts';
import { withChoices } from '../../../server/forms/conflicts.ts';
import { saveEntry } from '../../../server/forms/saving.ts';
import { formBounds as bounds } from '../../../server/limits.ts';

function form(fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

/** A form that keeps these values at these paths. */
const conflict = (...answers: [string, string][]) =>
  form(
    answers.flatMap(([path, mine], at): [string, string][] => [
      [`conflict:${at}:path`, path],
      [`conflict:${at}:mine`, mine],
    ]),
  );

describe('a conflict is answered in the form', () => {
  const answered = (choice: string, values: Record<string, string>) =>
    form([
      ['conflict:0:path', 'plain'],
      ['conflict:0:choice', choice],
      ...Object.entries(values).map(([name, value]): [string, string] => [`conflict:0:${name}`, value]),
    ]);
  const both = { mine: '"le mien"', theirs: '"le sien"', other: 'un troisième' };

  test('mine, theirs, or a third text', () => {
    expect(withChoices({ plain: '' }, answered('mine', both))).toEqual({ plain: 'le mien' });
    expect(withChoices({ plain: '' }, answered('theirs', both))).toEqual({ plain: 'le sien' });
    expect(withChoices({ plain: '' }, answered('other', both))).toEqual({ plain: 'un troisième' });
  });

  test('a line that one side removed goes when that side is chosen, and the others keep their places', () => {
    const removed = form([
      ['conflict:0:path', 'details.0'],
      ['conflict:0:choice', 'theirs'],
      ['conflict:0:theirs', ''],
      ['conflict:1:path', 'details.1.value'],
      ['conflict:1:choice', 'theirs'],
      ['conflict:1:theirs', '"le sien"'],
    ]);
    const content = { details: [{ value: 'a' }, { value: 'b' }] };
    expect(withChoices(content, removed)).toEqual({ details: [{ value: 'le sien' }] });
  });

  test('a made-up value, or the path of a field that is not there, changes nothing', () => {
    for (const [path, mine] of [
      ['plain', '{'],
      ['plain.1', '"x"'],
      ['autre', '"x"'],
    ])
      expect(withChoices({ plain: 'a' }, conflict([path ?? '', mine ?? '']))).toEqual({ plain: 'a' });
  });
});

const nested = (depth: number) => `${'['.repeat(depth)}0${']'.repeat(depth)}`;

describe('a conflict beyond what a form may hold is refused whole, at once', () => {
  test.each([
    ['a reserved name', 'constructor', '"x"'],
    ['no path', '', '{}'],
    ['a path too deep', `a${'.0'.repeat(bounds.depth)}`, '"x"'],
    ['a path too long', `a${'.0'.repeat(bounds.name)}`, '"x"'],
    ['a value too deep', 'a', nested(bounds.depth)],
    ['a value too deep for its place', 'a.0.b', nested(bounds.depth - 2)],
    ['a value far too deep', 'a', nested(25_000)],
    ['a text too long', 'a', JSON.stringify('x'.repeat(bounds.value + 1))],
    ['a list too long', 'a', JSON.stringify(Array(bounds.lines + 1).fill(0))],
  ])('%s', (_, path, mine) => {
    expect(withChoices({ a: 'b' }, conflict([path, mine]))).toBeUndefined();
  });

  test('values too long together, and a third text too long', () => {
    const long = JSON.stringify('x'.repeat(bounds.value - 2));
    const many = Array.from({ length: 11 }, (): [string, string] => ['a', long]);
    expect(withChoices({ a: '' }, conflict(...many))).toBeUndefined();
    const other = conflict(['a', '""']);
    other.set('conflict:0:choice', 'other');
    other.set('conflict:0:other', 'x'.repeat(bounds.value + 1));
    expect(withChoices({ a: '' }, other)).toBeUndefined();
  });

  test('whatever is nested, and however many paths go down there', () => {
    const down = Array.from({ length: 199 }, (): [string, string] => [`a${'.0'.repeat(1900)}`, '"x"']);
    const began = performance.now();
    expect(withChoices({ a: 'x' }, conflict(['a', nested(2000)], ...down))).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('the widest that is not refused costs little', () => {
    const wide = JSON.stringify(Array(bounds.lines).fill(Array(2).fill('x')));
    const paths = Array.from({ length: 150 }, (_, at): [string, string] => [`a.${at}.1`, '"y"']);
    const began = performance.now();
    const chosen = withChoices({ a: '' }, conflict(['a', wide], ...paths)) as { a: string[][] };
    expect([chosen.a[149], chosen.a[150]]).toEqual([
      ['x', 'y'],
      ['x', 'x'],
    ]);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

/** A form that counts how often it is read. */
class WatchedForm extends FormData {
  reads = 0;

  override get(name: string): ReturnType<FormData['get']> {
    this.reads += 1;
    return super.get(name);
  }
}

describe('who asks is known before what they typed is read', () => {
  test('of somebody unknown nothing is read', async () => {
    const typed = new WatchedForm();
    typed.append('tagline', 'Le pain');
    await expect(saveEntry(Promise.reject(new Error('to sign in')), 'x', typed)).rejects.toThrow('to sign in');
    expect(typed.reads).toBe(0);
  });

  test('a store that cannot tell gives what was typed back', async () => {
    const typed = form([
      ['tagline', 'Le pain'],
      ['from', '3'],
    ]);
    const state = await saveEntry(Promise.reject(new StoreError('La base ne répond pas.')), 'x', typed);
    expect(state).toMatchObject({ problems: [{ message: 'La base ne répond pas.' }], from: 3 });
    expect(state.content).toEqual({ tagline: 'Le pain' });
  });
});
