import { expect, test } from 'vitest';
import { sitePlan } from '../../../server/bakery/paths.ts';
import { reader, write } from '../../../server/database.ts';
import { colleagues, notesFor, notesOn, setNoteDone, writeNote } from '../../../server/editorial/colleague-notes.ts';
import { Missing } from '../../../server/editorial/demand.ts';
import { desk } from '../../../server/editorial/desk.ts';
import { listEntries } from '../../../server/editorial/entries.ts';
import { compare, history, restore } from '../../../server/editorial/history.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { heartbeat, leave, othersEditing } from '../../../server/editorial/presence.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { setReviewDate } from '../../../server/editorial/reviews.ts';
import { createEntry, saveDraft } from '../../../server/editorial/revisions.ts';
import { bin, takeBack } from '../../../server/editorial/wastebasket.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import * as cast from '../../cast.ts';
import { around, draft, eachInTheNewsroom, live, words } from './newsroom.ts';

const { camille, pascale } = cast;

eachInTheNewsroom();

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
  await expect(compare(camille, { entryId: live, from: 1, to: 9 })).rejects.toThrow(Missing);
  await expect(history(camille, 'personne')).rejects.toThrow(Missing);
});

test('restoring makes a draft, undone in the same way; what is online does not move', async () => {
  await saveDraft(camille, { entryId: live, from: 1, content: words('Le Fournil', { plain: 'Pain.' }) });
  expect(await restore(pascale, { entryId: live, number: 1, from: 2 })).toMatchObject({ ok: true, number: 3 });
  const contentOf = async (number: number) =>
    (await reader().revision.findFirstOrThrow({ where: { entryId: live, number } })).content;
  expect(await contentOf(3)).toEqual(await contentOf(1));
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
  for (const reviewBy of ['2001-01-01', '2099-02-30', 'demain', undefined, 12 as unknown as string])
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
