import { expect, test } from 'vitest';
import { Missing } from '../../../server/editorial/demand.ts';
import { desk } from '../../../server/editorial/desk.ts';
import { listEntries, openEntry } from '../../../server/editorial/entries.ts';
import { journalChoices, journalCsv, readJournal } from '../../../server/editorial/journal-reading.ts';
import { choices } from '../../../server/editorial/names.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import * as cast from '../../cast.ts';
import { around, draft, eachInTheNewsroom, live, words } from './newsroom.ts';

const { aminata, camille, pascale } = cast;

eachInTheNewsroom();

test('the desk shows what waits, what is incomplete with all it lacks, and what was last published', async () => {
  await cast.draftedAgain(live, words('Le Fournil', { tagline: '' }));
  const { pending, drafts, incomplete, recent } = await desk(camille);
  expect(pending).toMatchObject([{ entryId: live, state: 'pending', changedBy: 'Camille' }]);
  expect(drafts).toMatchObject([{ entryId: draft, title: 'Élan' }]);
  const lacks = incomplete.map(({ entryId, problems }) => [entryId, ...problems.map((one) => one.label)]);
  expect(lacks).toEqual([
    [live, 'Phrase de la plaque'],
    [draft, 'En clair'],
  ]);
  expect(recent[0]).toMatchObject({ by: 'Pascale', entries: [{ title: 'Le Fournil', version: 1 }] });
});

test('a list is filtered by state, edition and text, sorted both ways, and counts every state', async () => {
  const titles = async (query: object) =>
    (await listEntries(camille, { kind: 'laureate', ...query })).lines.map((one) => `${one.title} ${one.state}`);
  expect(await titles({})).toEqual(['Élan draft', 'Le Fournil online']);
  expect(await titles({ descending: true })).toEqual(['Le Fournil online', 'Élan draft']);
  expect(await titles({ state: 'draft' })).toEqual(['Élan draft']);
  expect(await titles({ text: 'ELAN' })).toEqual(['Élan draft']);
  expect(await titles({ text: 'pain fournil' })).toEqual(['Le Fournil online']);
  expect(await titles({ edition: around.edition })).toHaveLength(2);
  expect(await titles({ edition: 'autre' })).toEqual([]);
  expect(await titles({ sort: 'constructor', state: 'toString', page: Number.NaN })).toHaveLength(2);
  const { counts, pages, lines } = await listEntries(camille, { kind: 'laureate', page: 99 });
  expect({ counts, pages }).toEqual({ counts: { draft: 1, online: 1, pending: 0, withdrawn: 0, binned: 0 }, pages: 1 });
  expect(lines[0]).toMatchObject({ editions: ['Édition 2016'], changedBy: 'Camille', lacks: 1 });
});

test('an entry opens with its last words and its number, at its present address', async () => {
  await cast.draftedAgain(live, words('Le Fournil', { plain: 'Pain.' }));
  await rename(pascale, { entryId: live, from: 'le-fournil', slug: 'fournil' });
  const opened = await openEntry(camille, live);
  expect(opened).toMatchObject({
    number: 2,
    liveRevision: 1,
    liveVersion: 1,
    state: 'pending',
    href: '/laureats/fournil',
  });
  expect(opened.content).toMatchObject({ plain: 'Pain.' });
  await expect(openEntry(camille, 'nulle-part')).rejects.toThrow(Missing);
});

test('a form may choose among what is online, by its public name', async () => {
  await cast.draftedAgain(around.category, { name: 'Brouillon', description: 'x', facts: { origin: cast.unknown } });
  expect(await choices(camille, 'category')).toEqual([{ id: around.category, name: 'Lien social' }]);
  expect(await choices(camille, 'laureate')).toEqual([{ id: live, name: 'Le Fournil' }]);
});

test('the journal is read by administrators, filtered, and its table holds no formula', async () => {
  await expect(readJournal(pascale)).rejects.toThrow(Forbidden);
  await expect(journalCsv(pascale)).rejects.toThrow(Forbidden);
  const page = await readJournal(aminata, { entryId: live });
  expect(page.lines.map(({ by, act, entry }) => `${by} ${act} ${entry}`)).toEqual([
    'Pascale publie Le Fournil',
    'Camille crée une fiche Le Fournil',
  ]);
  expect((await readJournal(aminata, { verb: 'refused' })).total).toBe(2);
  expect((await readJournal(aminata, { since: '2999-01-01' })).total).toBe(0);
  expect((await readJournal(aminata, { since: 'hier', until: '2026-99-99', page: -4 })).total).toBeGreaterThan(5);
  await saveDraft(camille, { entryId: draft, from: 1, content: words('=HYPERLINK("x")') });
  const table = await journalCsv(aminata, { entryId: draft });
  expect(table.startsWith('\uFEFF"Date (UTC)";')).toBe(true);
  expect(table).toContain(`"'=HYPERLINK(""x"")"`);
  const { people, acts } = await journalChoices(aminata);
  expect(people.map((one) => one.name)).toEqual(['Camille', 'Pascale']);
  expect(acts[0]).toEqual({ verb: 'refused', name: 'tous les refus' });
  expect(acts).toContainEqual({ verb: 'refused:readJournal', name: 'refusé\u00a0: lit le journal' });
});

test.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx'])('a cell that begins like a formula is text: %j', async (text) => {
  const { csv } = await import('../../../server/editorial/csv.ts');
  expect(csv([[text]])).toBe(`\uFEFF"'${text}"\r\n`);
});
