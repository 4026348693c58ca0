import { afterEach, beforeEach, expect, test } from 'vitest';
import { sitePlan } from '../../../server/bakery/paths.ts';
import { reader, write } from '../../../server/database.ts';
import { colleagues, notesFor, notesOn, setNoteDone, writeNote } from '../../../server/editorial/colleague-notes.ts';
import { Missing } from '../../../server/editorial/demand.ts';
import { desk } from '../../../server/editorial/desk.ts';
import { entryIdAt, listEntries, openEntry } from '../../../server/editorial/entries.ts';
import { compare, history, restore, revisionContent } from '../../../server/editorial/history.ts';
import { journalChoices, journalCsv, readJournal } from '../../../server/editorial/journal-reading.ts';
import { choices } from '../../../server/editorial/names.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { heartbeat, leave, othersEditing } from '../../../server/editorial/presence.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { setReviewDate } from '../../../server/editorial/reviews.ts';
import { createEntry, saveDraft } from '../../../server/editorial/revisions.ts';
import { bin, takeBack } from '../../../server/editorial/wastebasket.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import * as cast from '../../cast.ts';

const { aminata, camille, pascale } = cast;
let close: () => Promise<void>;
let around: Awaited<ReturnType<typeof cast.surroundings>>;
let live: string;
let draft: string;
const words = (name: string, over = {}) => ({ ...cast.laureate(name, around), ...over });

/** Everybody is hired; a laureate is online, another is a draft. */
async function newsroom() {
  await cast.hired();
  around = await cast.surroundings();
  const live = await cast.online('laureate', 'le-fournil', words('Le Fournil'));
  const draft = await cast.written('laureate', 'la-roue', words('Élan', { plain: '' }));
  return { live, draft, beside: around };
}

beforeEach(async () => {
  const store = await cast.furnishedStore(newsroom);
  close = store.close;
  ({ live, draft, beside: around } = store.around);
});
afterEach(() => close());

test('the history names who saved what, when and why, and which revision is online', async () => {
  await saveDraft(camille, {
    entryId: live,
    from: 1,
    content: words('Le Fournil', { plain: 'Pain.' }),
    note: 'Plus court',
  });
  await publish(pascale, [{ entryId: live, revision: 2 }], { note: 'Texte raccourci.' });
  const lines = await history(camille, live);
  expect(lines.map(({ number, author, note }) => `${number} ${author} ${note}`)).toEqual([
    '2 Camille Plus court',
    '1 Camille ',
  ]);
  expect(lines.map(({ versions }) => versions.map((one) => one.live))).toEqual([[true], [false]]);
  expect(lines[0]?.versions[0]).toMatchObject({ number: 2, note: 'Texte raccourci.', minor: false });
  const found = await compare(camille, { entryId: live, from: 1, to: 2 });
  expect(found.map((one) => one.label)).toEqual(['En clair']);
  expect((await compare(camille, { entryId: live, from: null, to: 1 })).length).toBeGreaterThan(5);
});

test('a revision of another entry cannot be read nor compared through this one', async () => {
  await expect(revisionContent(camille, live, 2)).rejects.toThrow(Missing);
  await expect(compare(camille, { entryId: live, from: 1, to: 9 })).rejects.toThrow(Missing);
  await expect(history(camille, 'personne')).rejects.toThrow(Missing);
});

test('restoring makes a draft, undone in the same way; what is online does not move', async () => {
  await saveDraft(camille, { entryId: live, from: 1, content: words('Le Fournil', { plain: 'Pain.' }) });
  expect(await restore(pascale, { entryId: live, number: 1, from: 2 })).toMatchObject({ ok: true, number: 3 });
  expect((await revisionContent(camille, live, 3)).content).toEqual((await revisionContent(camille, live, 1)).content);
  expect(await restore(pascale, { entryId: live, number: 2, from: 3 })).toMatchObject({ ok: true, number: 4 });
  expect(await restore(pascale, { entryId: live, number: 2, from: 4 })).toMatchObject({ ok: true, number: 4 });
  expect(await restore(pascale, { entryId: live, number: 1, from: 3 })).toMatchObject({ ok: false });
  await expect(restore(pascale, { entryId: live, number: 9, from: 4 })).rejects.toThrow(Missing);
  await expect(restore(camille, { entryId: live, number: 1, from: 4 })).rejects.toThrow(Forbidden);
  expect(await reader().journalLine.count({ where: { verb: 'restore' } })).toBe(2);
});

test('an entry that was never online goes to the bin and back; one that was does not', async () => {
  expect(await bin(camille, { entryId: draft, from: 2 })).toMatchObject({ ok: false });
  expect(await bin(camille, { entryId: draft, from: 1 })).toEqual({ ok: true });
  expect(await saveDraft(camille, { entryId: draft, from: 1, content: words('x') })).toMatchObject({ ok: false });
  expect(await publish(pascale, [{ entryId: draft, revision: 1 }])).toMatchObject({ ok: false });
  const taken = await createEntry(camille, { kind: 'laureate', slug: 'la-roue', content: words('x') });
  expect(taken).toMatchObject({ ok: false, problems: [{ path: 'slug' }] });
  await cast.siteOnline(around.edition);
  expect(JSON.stringify(await sitePlan())).not.toContain('la-roue');
  expect((await listEntries(camille, { kind: 'laureate' })).lines.map((one) => one.id)).toEqual([live]);
  expect(await takeBack(camille, { entryId: draft })).toEqual({ ok: true });
  expect(await takeBack(camille, { entryId: draft })).toMatchObject({ ok: false });
  expect(await bin(camille, { entryId: live, from: 1 })).toMatchObject({ ok: false });
  await withdraw(pascale, { entryId: live, version: 1, mistake: true });
  expect(await bin(camille, { entryId: live, from: 1 })).toMatchObject({ ok: false });
  await expect(bin(camille, { entryId: 'personne', from: 1 })).rejects.toThrow(Missing);
  const theme = await cast.written('category', 'climat', {
    name: 'Climat',
    description: '',
    facts: { origin: cast.unknown },
  });
  await expect(bin(camille, { entryId: theme, from: 1 })).rejects.toThrow(Forbidden);
});

test('a review date is set, cleared, and refused when it is past or no day', async () => {
  expect(await setReviewDate(camille, { entryId: live, reviewBy: '2099-03-31' })).toEqual({
    ok: true,
    reviewBy: '2099-03-31',
  });
  for (const reviewBy of ['2001-01-01', '2099-02-30', 'demain', 12 as unknown as string])
    expect(await setReviewDate(camille, { entryId: live, reviewBy })).toMatchObject({
      ok: false,
      problems: [{ path: 'reviewBy' }],
    });
  expect((await desk(camille)).overdue).toEqual([]);
  const then = new Date('2099-03-31T12:00:00Z');
  expect((await desk(camille, then)).overdue).toMatchObject([{ entryId: live, reviewBy: '2099-03-31' }]);
  expect(await setReviewDate(camille, { entryId: live, reviewBy: '' })).toEqual({ ok: true, reviewBy: '' });
  expect((await desk(camille, then)).overdue).toEqual([]);
  await expect(setReviewDate(camille, { entryId: 'personne', reviewBy: '' })).rejects.toThrow(Missing);
});

test('who else is editing is known for two minutes', async () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
  expect(await heartbeat(camille, live, at(0))).toEqual([]);
  expect(await heartbeat(pascale, live, at(60))).toMatchObject([{ name: 'Camille' }]);
  expect(await othersEditing(camille, live, at(61))).toMatchObject([{ name: 'Pascale' }]);
  expect(await othersEditing(camille, live, at(181))).toEqual([]);
  await leave(pascale, live);
  expect(await othersEditing(camille, live, at(61))).toEqual([]);
  await expect(heartbeat(camille, 'personne')).rejects.toThrow(Missing);
});

test('a note reaches whom it mentions, until it is done; it is nowhere public', async () => {
  const text = 'zibeline-canari : à vérifier';
  const written = await writeNote(camille, { entryId: live, text, mention: 'pascale' });
  expect(written).toMatchObject({ ok: true });
  expect(await notesFor(pascale)).toMatchObject([{ entryId: live, author: 'Camille', mentioned: 'Pascale' }]);
  expect(await notesFor(camille)).toEqual([]);
  expect((await desk(pascale)).mentions).toMatchObject([{ title: 'Le Fournil' }]);
  await setNoteDone(pascale, { noteId: written.ok ? written.noteId : '', done: true });
  expect(await notesFor(pascale)).toEqual([]);
  expect(await notesOn(camille, live)).toMatchObject([{ doneAt: expect.any(Date) }]);
  await cast.siteOnline(around.edition);
  expect(JSON.stringify(await sitePlan())).not.toContain('zibeline');
  await write((tx) => tx.account.update({ where: { id: 'aminata' }, data: { disabledAt: new Date() } }));
  expect(await writeNote(camille, { entryId: live, text, mention: 'aminata' })).toMatchObject({ ok: false });
  expect(await writeNote(camille, { entryId: live, text: ' ' })).toMatchObject({
    ok: false,
    problems: [{ path: 'text' }],
  });
  await expect(setNoteDone(camille, { noteId: 'aucune', done: true })).rejects.toThrow(Missing);
  expect((await colleagues(camille)).map((one) => one.name)).toEqual(['Camille', 'Pascale']);
});

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

test('an entry opens with its last words and its number, also by a former address', async () => {
  await cast.draftedAgain(live, words('Le Fournil', { plain: 'Pain.' }));
  await rename(pascale, { entryId: live, from: 'le-fournil', slug: 'fournil' });
  const entryId = await entryIdAt(camille, 'laureate', 'le-fournil');
  const opened = await openEntry(camille, entryId);
  expect(opened).toMatchObject({
    number: 2,
    liveRevision: 1,
    liveVersion: 1,
    state: 'pending',
    href: '/laureats/fournil',
  });
  expect(opened.content).toMatchObject({ plain: 'Pain.' });
  await expect(entryIdAt(camille, 'laureate', 'nulle-part')).rejects.toThrow(Missing);
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

test.each([{ not: '' }, ['x'], null, undefined, 12, '', '__proto__', "' OR 1=1 --"])(
  'an id that is %j names nothing, whatever the command',
  async (bad) => {
    const entryId = bad as string;
    const before = [await reader().revision.count(), await reader().publication.count()];
    const asked = [
      saveDraft(camille, { entryId, from: 1, content: words('x') }),
      restore(pascale, { entryId, number: 1, from: 1 }),
      publish(pascale, [{ entryId, revision: 1 }], { note: 'x' }),
      withdraw(pascale, { entryId, version: 1, mistake: true }),
      rename(pascale, { entryId, from: 'x', slug: 'y' }),
      bin(camille, { entryId, from: 1 }),
      writeNote(camille, { entryId, text: 'x' }),
      setReviewDate(camille, { entryId, reviewBy: '' }),
      heartbeat(camille, entryId),
      openEntry(camille, entryId),
      saveDraft(camille, { entryId: live, from: bad as unknown as number, content: words('x') }),
      publish(pascale, [{ entryId: draft, revision: bad as unknown as number }], { note: 'x' }),
    ];
    const ends = await Promise.allSettled(asked);
    // Revision 12 does not exist either.
    expect(ends.map((end) => end.status === 'rejected' && end.reason instanceof Missing)).toEqual(
      asked.map(() => true),
    );
    expect([await reader().revision.count(), await reader().publication.count()]).toEqual(before);
  },
);

test('a contributor is told no before being told whether there is such an entry', async () => {
  await expect(withdraw(camille, { entryId: 'personne', version: 1, mistake: true })).rejects.toThrow(Forbidden);
  const kind = 'secret' as 'page';
  await expect(createEntry(camille, { kind, slug: 'x', content: {} })).rejects.toThrow(Missing);
});
