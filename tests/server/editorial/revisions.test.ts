import { afterEach, beforeEach, expect, test } from 'vitest';
import { reader } from '../../../server/database.ts';
import { Missing } from '../../../server/editorial/demand.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { createEntry, saveDraft } from '../../../server/editorial/revisions.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { camille, furnishedStore, laureate, online, surroundings, unknown } from '../../cast.ts';
import { rounds } from '../../effort.ts';

let close: () => Promise<void>;
let around: Awaited<ReturnType<typeof surroundings>>;
let entryId: string;

beforeEach(async () => {
  ({ close, around } = await furnishedStore(surroundings));
  entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
});
afterEach(() => close());

const draft = (tagline: string) => ({ ...laureate('Le Fournil', around), tagline });
const save = (from: number, content: unknown) => saveDraft(camille, { entryId, from, content });

test('a save is a new revision; what is live does not move', async () => {
  expect(await save(1, draft('Autre phrase'))).toMatchObject({ ok: true, entryId, number: 2, merged: false });
  expect((await findLaureate('le-fournil'))?.tagline).toBe('Le pain du quartier');
});

test('saving without a change makes no revision', async () => {
  expect(await save(1, draft('Le pain du quartier'))).toMatchObject({ ok: true, entryId, number: 1 });
  expect(await reader().revision.count({ where: { entryId } })).toBe(1);
});

test('a save from an old number that touched the same field is a conflict with both texts, and saves nothing', async () => {
  await save(1, draft('Autre phrase'));
  const refused = await save(1, { ...draft('Troisième phrase'), plain: 'On pétrit.' });
  expect(refused).toMatchObject({ ok: false, conflict: { number: 2, authorId: 'camille' } });
  if (refused.ok || !refused.conflict) throw new Error('a conflict was expected');
  const field = { path: 'tagline', label: 'Phrase de la plaque', base: 'Le pain du quartier' };
  expect(refused.conflict.fields).toEqual([{ ...field, mine: 'Troisième phrase', theirs: 'Autre phrase' }]);
  expect(refused.conflict.content).toMatchObject({ tagline: 'Troisième phrase', plain: 'On pétrit.' });
  expect(await reader().revision.count({ where: { entryId } })).toBe(2);
  expect(await save(2, refused.conflict.content)).toMatchObject({ ok: true, number: 3 });
});

test('a save from an old number that touched other fields merges by itself and says what came from the other', async () => {
  await save(1, draft('Autre phrase'));
  const saved = await save(1, { ...laureate('Le Fournil', around), plain: 'On pétrit.' });
  const fromOthers = [{ path: 'tagline', label: 'Phrase de la plaque' }];
  const { content } = await reader().revision.findFirstOrThrow({ where: { entryId, number: 3 } });
  expect(saved).toEqual({ ok: true, entryId, number: 3, content, merged: true, fromOthers });
  expect(content).toMatchObject({ tagline: 'Autre phrase', plain: 'On pétrit.' });
});

test('fifty saves at once from one number, again and again: each lands, merges, or is told with its text', async () => {
  const fields = ['tagline', 'summary', 'account', 'plain'] as const;
  let landed = 0;
  for (let round = 0; round < rounds(20, 1); round += 1) {
    const { number, content } = await reader().revision.findFirstOrThrow({
      where: { entryId },
      orderBy: { number: 'desc' },
    });
    const before = number;
    const typed = Array.from({ length: 50 }, (_, index) => `Phrase ${round} de ${index}`);
    const wordsOf = (index: number) => {
      return { ...(content as object), [fields[index % fields.length] ?? '']: typed[index] };
    };
    const saves = await Promise.all(typed.map((_, index) => save(before, wordsOf(index))));
    const last = await reader().revision.findFirstOrThrow({ where: { entryId }, orderBy: { number: 'desc' } });
    saves.forEach((saved, index) => {
      if (saved.ok) {
        landed += 1;
        expect(last.content).toMatchObject({ [fields[index % fields.length] ?? '']: typed[index] });
      } else expect(saved.conflict?.fields).toMatchObject([{ mine: typed[index] }]);
    });
    expect(saves.filter((one) => one.ok)).toHaveLength(fields.length);
  }
  expect(await reader().revision.count({ where: { entryId } })).toBe(1 + landed);
  expect(await reader().journalLine.count({ where: { entryId, verb: 'saveDraft' } })).toBe(landed);
}, 60_000);

test('a contributor drafts themes but not the settings, and the refusal is in the journal', async () => {
  const theme = { name: 'Climat', description: '', facts: { origin: unknown } };
  expect(await createEntry(camille, { kind: 'category', slug: 'climat', content: theme })).toMatchObject({ ok: true });
  const content = { name: 'x', subtitle: 'x', edition: '' };
  const made = createEntry(camille, { kind: 'setting', slug: 'site', content });
  await expect(made).rejects.toThrow(Forbidden);
  const lines = await reader().journalLine.findMany({ where: { verb: { startsWith: 'refused' } } });
  expect(lines).toMatchObject([{ verb: 'refused:createEntry', actorId: 'camille' }]);
});

test('an unknown entry or revision is missing; a text too long and a foreign field are values', async () => {
  const nobody = { entryId: 'personne', from: 1, content: draft('x') };
  await expect(saveDraft(camille, nobody)).rejects.toThrow(Missing);
  await expect(save(7, draft('x'))).rejects.toThrow(Missing);
  expect(await save(1, draft('x'.repeat(81)))).toMatchObject({ ok: false, problems: [{ path: 'tagline' }] });
  expect(await save(1, { ...draft('x'), role: 'administrator' })).toMatchObject({ ok: false });
});
