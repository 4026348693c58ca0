import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Json, type JsonObject, same, withValueAt } from '../../../server/editorial/json.ts';
import { merge } from '../../../server/editorial/merge.ts';

/** A small content: texts, a fact, a list told apart by its labels, a list that cannot be told. */
const text = fc.constantFrom('', 'a', 'b', 'c');
const claim = (source: string) => ({ source, place: '' });
const line = fc.record({ label: fc.constantFrom('w', 'x', 'y', 'z'), value: text });
const content = fc.record({
  title: text,
  plain: text,
  facts: fc.record({ name: fc.record({ value: text, ruling: text }), place: fc.record({ value: text }) }),
  details: fc.uniqueArray(line, { maxLength: 4, selector: (one) => one.label }),
  claims: fc.array(fc.constantFrom(claim('s1'), claim('s2'), claim('')), { maxLength: 3 }),
});

/** Every leaf that is not in a list. */
const leaves = ['title', 'plain', 'facts.name.value', 'facts.name.ruling', 'facts.place.value'];
const at = (value: Json, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((inner, key) => (inner as JsonObject | undefined)?.[key], value);

test('a conflict exists exactly where both sides changed the same field differently; other fields are whoever’s changed', () => {
  fc.assert(
    fc.property(content, content, content, (base, mine, theirs) => {
      const merged = merge(base, mine, theirs);
      for (const path of leaves) {
        const [was, here, there] = [at(base, path), at(mine, path), at(theirs, path)];
        const both = was !== here && was !== there && here !== there;
        expect(merged.conflicts.some((one) => one.path === path)).toBe(both);
        expect(at(merged.content, path)).toBe(here === was ? there : here);
      }
    }),
    { numRuns: 500 },
  );
});

test('merging is symmetric: the same conflicts, and the same content when there is none', () => {
  fc.assert(
    fc.property(content, content, content, (base, mine, theirs) => {
      const [one, other] = [merge(base, mine, theirs), merge(base, theirs, mine)];
      expect(one.conflicts.length).toBe(other.conflicts.length);
      if (one.conflicts.length === 0) expect(one.content).toEqual(other.content);
      const turned = other.conflicts.map(({ mine: theirs, theirs: mine, ...rest }) => ({ ...rest, mine, theirs }));
      expect(one.conflicts.filter((c) => leaves.includes(c.path))).toEqual(
        turned.filter((c) => leaves.includes(c.path)),
      );
    }),
    { numRuns: 500 },
  );
});

test('no line of a list is dropped but by whoever removed it, and no change of a line is lost', () => {
  type Lines = { details: { label: string; value: string }[] };
  fc.assert(
    fc.property(content, content, content, (base, mine, theirs) => {
      const merged = merge(base, mine, theirs);
      if (merged.conflicts.some((one) => one.path.startsWith('details'))) return;
      const value = ({ details }: Lines, label: string) => details.find((one) => one.label === label)?.value;
      for (const label of ['w', 'x', 'y', 'z']) {
        const [was, here, there] = [value(base, label), value(mine, label), value(theirs, label)];
        expect(value(merged.content as Lines, label)).toBe(here === was ? there : here);
      }
    }),
    { numRuns: 500 },
  );
});

test('one side alone changed: its content is the answer, whole', () => {
  fc.assert(
    fc.property(content, content, (base, mine) => {
      expect(merge(base, mine, base)).toEqual({ content: mine, conflicts: [] });
      expect(merge(base, base, mine)).toEqual({ content: mine, conflicts: [] });
      expect(merge(base, mine, mine)).toEqual({ content: mine, conflicts: [] });
    }),
  );
});

test('choosing theirs everywhere gives a content that holds every change of theirs', () => {
  fc.assert(
    fc.property(content, content, content, (base, mine, theirs) => {
      const merged = merge(base, mine, theirs);
      if (merged.conflicts.some((one) => one.theirs === undefined)) return;
      const chosen = merged.conflicts.reduce((one, c) => withValueAt(one, c.path, c.theirs ?? null), merged.content);
      for (const path of leaves)
        if (!same(at(base, path), at(theirs, path))) expect(at(chosen, path)).toEqual(at(theirs, path));
    }),
  );
});

const details = (...lines: [string, string][]) => ({ details: lines.map(([label, value]) => ({ label, value })) });

test('each adds a line to the same list: both are there', () => {
  const merged = merge(details(['w', '1']), details(['w', '1'], ['x', '2']), details(['w', '1'], ['y', '3']));
  expect(merged).toEqual({ content: details(['w', '1'], ['x', '2'], ['y', '3']), conflicts: [] });
});

test('one moves the lines, the other changes one of them: both are kept', () => {
  const base = details(['w', '1'], ['x', '2']);
  const merged = merge(base, details(['x', '2'], ['w', '1']), details(['w', '1'], ['x', '3']));
  expect(merged).toEqual({ content: details(['x', '3'], ['w', '1']), conflicts: [] });
});

test('one removes a line that the other changed: it is a conflict, and the line stays', () => {
  const merged = merge(details(['w', '1']), details(), details(['w', '2']));
  const [base, theirs] = [
    { label: 'w', value: '1' },
    { label: 'w', value: '2' },
  ];
  expect(merged.conflicts).toEqual([{ path: 'details.0', base, mine: undefined, theirs }]);
  expect(merged.content).toEqual(details(['w', '2']));
});

test('a key named __proto__ is a key like any other', () => {
  const hostile = JSON.parse('{"__proto__": {"a": 1}, "title": "b"}');
  merge({ title: 'a' }, hostile, { title: 'a', plain: 'c' });
  expect(({} as { a?: number }).a).toBeUndefined();
});
