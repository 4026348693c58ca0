import { afterEach, beforeEach, expect, test } from 'vitest';
import { reader } from '../../../server/database.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { camille, freshStore, laureate, online, surroundings } from '../../cast.ts';

let close: () => Promise<void>;
let around: Awaited<ReturnType<typeof surroundings>>;
let entryId: string;

beforeEach(async () => {
  ({ close } = await freshStore());
  around = await surroundings();
  entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
});
afterEach(() => close());

const draft = (tagline: string) => ({ ...laureate('Le Fournil', around), tagline });
const save = (from: number, content: unknown) => saveDraft(camille, { entryId, from, content });

test('a save is a new revision; what is live does not move', async () => {
  expect(await save(1, draft('Autre phrase'))).toEqual({ ok: true, entryId, number: 2 });
  expect((await findLaureate('le-fournil'))?.tagline).toBe('Le pain du quartier');
});

test('saving without a change makes no revision', async () => {
  expect(await save(1, draft('Le pain du quartier'))).toEqual({ ok: true, entryId, number: 1 });
  expect(await reader().revision.count({ where: { entryId } })).toBe(1);
});

test('a save from an old number is refused and changes nothing', async () => {
  await save(1, draft('Autre phrase'));
  expect(await save(1, draft('Troisième phrase'))).toMatchObject({ ok: false });
  expect(await reader().revision.count({ where: { entryId } })).toBe(2);
});

test('fifty saves at once from one number: one lands, forty-nine are told', async () => {
  const saves = await Promise.all(Array.from({ length: 50 }, (_, index) => save(1, draft(`Phrase ${index}`))));
  expect(saves.filter((one) => one.ok)).toHaveLength(1);
  expect(await reader().revision.count({ where: { entryId } })).toBe(2);
});

test('an unknown entry, a text too long and a foreign field are values, not exceptions', async () => {
  const nobody = { entryId: 'personne', from: 1, content: draft('x') };
  expect(await saveDraft(camille, nobody)).toMatchObject({ ok: false });
  expect(await save(1, draft('x'.repeat(81)))).toMatchObject({ ok: false, problems: [{ path: 'tagline' }] });
  expect(await save(1, { ...draft('x'), role: 'administrator' })).toMatchObject({ ok: false });
});
