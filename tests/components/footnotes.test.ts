import { expect, test } from 'vitest';
import { Footnotes, letter } from '../../components/site/footnotes.ts';
import type { PublishedClaim } from '../../server/published/facts.ts';

const article = { slug: 'article', title: 'Un article', publisher: '', publishedOn: '2016-11-25', url: '' };

const claim = (place: string, extract = '', slug = 'article'): PublishedClaim => ({
  ...{ value: 'dit', status: 'kept', reason: '', place, extract, url: '', archivedUrl: '', consultedOn: '' },
  source: { ...article, slug },
});

test('notes are numbered in the order in which they are cited', () => {
  const footnotes = new Footnotes();
  const [first] = footnotes.cite({ claims: [claim('chapeau')] });
  const [second] = footnotes.cite({ claims: [claim('4e entrée')] });
  expect([first?.number, second?.number]).toEqual([1, 2]);
  expect(footnotes.notes.map(({ number }) => number)).toEqual([1, 2]);
});

test('one passage of one source is one note, however often it is cited', () => {
  const footnotes = new Footnotes();
  footnotes.cite({ claims: [claim('chapeau', 'depuis 2009')] });
  footnotes.cite({ claims: [claim('chapeau', 'depuis 2009'), claim('chapeau', 'depuis 2009')] });
  expect(footnotes.notes).toHaveLength(1);
  expect(footnotes.notes[0]?.calls).toEqual(['appel-1a', 'appel-1b']);
});

test('another place, extract or source is another note', () => {
  const footnotes = new Footnotes();
  footnotes.cite({ claims: [claim('chapeau'), claim('fin'), claim('chapeau', 'mots'), claim('chapeau', '', 'autre')] });
  expect(footnotes.notes).toHaveLength(4);
});

test('every call leads to its note, and the note back to every call', () => {
  const footnotes = new Footnotes();
  const calls = [
    ...footnotes.cite({ claims: [claim('fin'), claim('chapeau')] }),
    ...footnotes.cite({ claims: [claim('chapeau'), claim('fin')] }),
  ];
  for (const call of calls) {
    const note = footnotes.notes.find(({ id }) => `#${id}` === call.href);
    expect(note?.calls).toContain(call.id);
  }
  expect(new Set(calls.map(({ id }) => id)).size).toBe(4);
});

test('several marks of one fact come lowest number first', () => {
  const footnotes = new Footnotes();
  footnotes.cite({ claims: [claim('chapeau')] });
  const calls = footnotes.cite({ claims: [claim('fin'), claim('chapeau')] });
  expect(calls.map(({ number }) => number)).toEqual([1, 2]);
});

test('a fact without a source gets a note that says why', () => {
  const footnotes = new Footnotes();
  footnotes.cite({ claims: [], exception: 'Compté par la rédaction' });
  expect(footnotes.notes[0]).toMatchObject({ number: 1, claim: null, exception: 'Compté par la rédaction' });
});

test('calls past the twenty-sixth have two letters', () => {
  expect([0, 25, 26, 27, 52].map(letter)).toEqual(['a', 'z', 'aa', 'ab', 'ba']);
});
