import { afterEach, beforeEach, expect, test } from 'vitest';
import { reader } from '../../../server/database.ts';
import { onPublication } from '../../../server/editorial/announcement.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { createEntry } from '../../../server/editorial/revisions.ts';
import { findLaureate, listLaureates } from '../../../server/published/laureates.ts';
import { camille, freshStore, laureate, online, pascale, stated, surroundings, unknown, written } from '../../cast.ts';

let close: () => Promise<void>;
let around: Awaited<ReturnType<typeof surroundings>>;

beforeEach(async () => {
  ({ close } = await freshStore());
  around = await surroundings();
});
afterEach(() => close());

test('a draft is nowhere in the window until Pascale publishes it', async () => {
  const entryId = await written('laureate', 'le-fournil', laureate('Le Fournil', around));
  expect(await findLaureate('le-fournil')).toBeNull();
  expect(await listLaureates()).toEqual([]);
  expect(await publish(pascale, [{ entryId, revision: 1 }])).toMatchObject({ ok: true, versions: [{ number: 1 }] });
  expect(await findLaureate('le-fournil')).toMatchObject({ name: 'Le Fournil', year: 2016, version: { number: 1 } });
});

test('Camille may write but not publish', async () => {
  const entryId = await written('laureate', 'le-fournil', laureate('Le Fournil', around));
  await expect(publish(camille, [{ entryId, revision: 1 }])).rejects.toThrow(Forbidden);
  expect(await listLaureates()).toEqual([]);
});

test('what is missing is named field by field, all at once, and nothing goes online', async () => {
  const content = laureate('Le Fournil', around);
  content.summary = '';
  content.facts.founded = { ...unknown, value: '2014' };
  const entryId = await written('laureate', 'le-fournil', content);
  const outcome = await publish(pascale, [{ entryId, revision: 1 }]);
  expect(outcome).toEqual({
    ok: false,
    problems: [
      { entryId, path: 'summary', message: 'Il manque le texte « En bref ».' },
      { entryId, path: 'facts.founded.claims', message: expect.stringMatching(/^Il manque une source pour ce fait/) },
    ],
  });
  expect(await reader().publication.count()).toBe(5);
});

test('a source that is not online is named as what blocks', async () => {
  const draft = { title: 'Un carnet', publisher: '', nature: 'Carnet', remark: '' };
  const dates = { publishedOn: '', consultedOn: '', url: '', archivedUrl: '' };
  const source = await written('source', 'carnet', { ...draft, ...dates });
  const content = { ...laureate('Le Fournil', around) };
  content.facts = { ...content.facts, place: stated('Paris 20e', source) };
  const entryId = await written('laureate', 'le-fournil', content);
  const outcome = await publish(pascale, [{ entryId, revision: 1 }]);
  expect(outcome).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(/pas en ligne/) }] });
  const together = [
    { entryId, revision: 1 },
    { entryId: source, revision: 1 },
  ];
  expect(await publish(pascale, together)).toMatchObject({ ok: true });
});

test('several drafts go online together or not at all', async () => {
  const good = await written('laureate', 'le-fournil', laureate('Le Fournil', around));
  const bad = await written('laureate', 'la-roue', { ...laureate('La Roue', around), plain: '' });
  const items = [good, bad].map((entryId) => ({ entryId, revision: 1 }));
  expect(await publish(pascale, items)).toMatchObject({ ok: false, problems: [{ entryId: bad, path: 'plain' }] });
  expect(await listLaureates()).toEqual([]);
});

test('publishing again replaces every live fact and makes version 2', async () => {
  const entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
  const again = await publish(pascale, [{ entryId, revision: 1 }], { note: 'Relecture.', minor: true });
  expect(again).toMatchObject({ ok: true, versions: [{ entryId, number: 2 }] });
  const profile = await findLaureate('le-fournil');
  expect(profile?.version.number).toBe(2);
  expect(profile?.facts.filter((fact) => fact.field === 'founded')).toHaveLength(1);
});

test('an address that is taken, badly written or of extra keys is refused with the field', async () => {
  await online('laureate', 'le-fournil', laureate('Le Fournil', around));
  const content = laureate('Autre', around);
  const make = (slug: string, given: unknown = content) =>
    createEntry(camille, { kind: 'laureate', slug, content: given });
  expect(await make('le-fournil')).toMatchObject({ ok: false, problems: [{ path: 'slug' }] });
  expect(await make('Le Fournil')).toMatchObject({ ok: false, problems: [{ path: 'slug' }] });
  expect(await make('autre', { ...content, admin: true })).toMatchObject({ ok: false });
});

test('the bakery hears of each publication after it is committed', async () => {
  const heard: unknown[] = [];
  onPublication((news) => heard.push(news));
  const entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
  expect(heard).toEqual([{ publication: 6, entryIds: [entryId] }]);
});
