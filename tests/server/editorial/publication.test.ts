import { afterEach, beforeEach, expect, test } from 'vitest';
import { reader } from '../../../server/database.ts';
import { onPublication } from '../../../server/editorial/announcement.ts';
import { blockers } from '../../../server/editorial/blockers.ts';
import { Missing } from '../../../server/editorial/demand.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { createEntry } from '../../../server/editorial/revisions.ts';
import { findLaureate, listLaureates } from '../../../server/published/laureates.ts';
import {
  aminata,
  camille,
  draftedAgain,
  furnishedStore,
  laureate,
  online,
  pascale,
  stated,
  surroundings,
  unknown,
  written,
} from '../../cast.ts';

let close: () => Promise<void>;
let around: Awaited<ReturnType<typeof surroundings>>;

beforeEach(async () => {
  ({ close, around } = await furnishedStore(surroundings));
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
  const of = (label: string) => ({ entryId, title: 'Le Fournil', label });
  expect(outcome).toEqual({
    ok: false,
    problems: [
      { ...of('En bref'), path: 'summary', message: 'Il manque le texte « En bref ».' },
      {
        ...of('Création · affirmations'),
        ...{ path: 'facts.founded.claims', message: expect.stringMatching(/^Il manque une source pour ce fait/) },
      },
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
  await draftedAgain(entryId, { ...laureate('Le Fournil', around), tagline: 'Le pain de la rue' });
  const again = await publish(pascale, [{ entryId, revision: 2 }], { note: 'Relecture.', minor: true });
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

test('every blocker of several drafts is known before anybody publishes, and nothing is written', async () => {
  const first = await written('laureate', 'le-fournil', { ...laureate('Le Fournil', around), plain: '' });
  const second = await written('laureate', 'la-roue', { ...laureate('La Roue', around), tagline: '' });
  const acts = await reader().publication.count();
  const found = await blockers(camille, [
    { entryId: first, revision: 1 },
    { entryId: second, revision: 1 },
  ]);
  expect(found).toMatchObject([
    { entryId: first, title: 'Le Fournil', label: 'En clair' },
    { entryId: second, title: 'La Roue', label: 'Phrase de la plaque' },
  ]);
  expect(await reader().publication.count()).toBe(acts);
});

test('a change needs its public note, unless the correction is minor; all that blocks comes with it', async () => {
  const entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
  await draftedAgain(entryId, { ...laureate('Le Fournil', around), plain: '' });
  const problems = [{ path: 'note', label: 'Note' }, { path: 'plain' }];
  expect(await publish(pascale, [{ entryId, revision: 2 }])).toMatchObject({ ok: false, problems });
  const silent = { note: '' };
  expect(await publish(pascale, [{ entryId, revision: 2 }], silent)).toMatchObject({ ok: false, problems });
  expect((await findLaureate('le-fournil'))?.version.number).toBe(1);
});

test('what is online already, a revision older than it, a draft asked for twice and nothing at all are refused', async () => {
  const entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
  const told = { note: 'Relecture.' };
  expect(await publish(pascale, [{ entryId, revision: 1 }], told)).toMatchObject({ ok: false });
  await draftedAgain(entryId, { ...laureate('Le Fournil', around), plain: 'On fait du pain.' });
  const twice = [1, 2].map(() => ({ entryId, revision: 2 }));
  expect(await publish(pascale, twice, told)).toMatchObject({ ok: false });
  expect(await publish(pascale, [{ entryId, revision: 2 }], told)).toMatchObject({ ok: true });
  expect(await publish(pascale, [{ entryId, revision: 1 }], told)).toMatchObject({ ok: false });
  expect(await publish(pascale, [], told)).toMatchObject({ ok: false });
  await expect(publish(pascale, [{ entryId, revision: 9 }], told)).rejects.toThrow(Missing);
  await expect(publish(pascale, [{ entryId: 'personne', revision: 1 }], told)).rejects.toThrow(Missing);
});

test('two editions of one year are a problem of the second, also in one act', async () => {
  const words = { title: 'Doublon', headline: 'x', standfirst: 'x', summary: 'x', account: '' };
  const content = { year: 2016, ...words, figures: [], support: [], details: [] };
  const entryId = await written('edition', '2017', content);
  const outcome = await publish(pascale, [{ entryId, revision: 1 }]);
  expect(outcome).toMatchObject({ ok: false, problems: [{ path: 'year' }, { path: 'year' }] });
});

test('a publication and a refusal are in the journal, one line each', async () => {
  const entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
  await expect(publish(camille, [{ entryId, revision: 1 }])).rejects.toThrow(Forbidden);
  const lines = await reader().journalLine.findMany({ where: { verb: { endsWith: 'publish' }, entryId } });
  expect(lines.map(({ verb, actorId }) => `${verb} ${actorId}`)).toEqual(['publish pascale']);
  expect(await reader().journalLine.count({ where: { verb: 'refused:publish', actorId: 'camille' } })).toBe(1);
});

test('the settings are published by an administrator only', async () => {
  const entryId = await written('setting', 'site', { name: 'Palmarès', subtitle: 'x', edition: around.edition });
  await expect(publish(pascale, [{ entryId, revision: 1 }])).rejects.toThrow(Forbidden);
  expect(await publish(aminata, [{ entryId, revision: 1 }])).toMatchObject({ ok: true, versions: [{ href: '/' }] });
});

test('the bakery hears of each publication after it is committed', async () => {
  const heard: unknown[] = [];
  onPublication((news) => heard.push(news));
  const entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
  expect(heard).toEqual([{ publication: 6, entryIds: [entryId] }]);
});
