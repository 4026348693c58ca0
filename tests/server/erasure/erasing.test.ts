import { afterEach, beforeEach, describe, expect } from 'vitest';
import { reader, write } from '../../../server/database.ts';
import { writeNote } from '../../../server/editorial/colleague-notes.ts';
import { listEntries } from '../../../server/editorial/entries.ts';
import { compare, restore } from '../../../server/editorial/history.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { putBack, withdraw } from '../../../server/editorial/withdrawal.ts';
import { erase, lookFor } from '../../../server/erasure/erasing.ts';
import { find } from '../../../server/erasure/finding.ts';
import { wordsOf } from '../../../server/erasure/words.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { findHistory, findVersion, versionAddresses } from '../../../server/published/versions.ts';
import { type Actor, ProofNeeded } from '../../../server/staff/actor.ts';
import {
  aminata as administrator,
  camille,
  furnishedStore,
  hired,
  laureate,
  online,
  pascale,
  siteOnline,
  stated,
  surroundings,
  written,
} from '../../cast.ts';
import { longTest as test } from '../../effort.ts';

const NAME = 'Jeanne Valadon';
const aminata = { ...administrator, provenAt: new Date() } as Actor;
const reason = 'À la demande d’une personne que le texte nommait.';

async function furnished() {
  const among = await surroundings();
  await siteOnline(among.edition);
  await hired();
  return among;
}

let close: () => Promise<void>;
let around: Awaited<ReturnType<typeof surroundings>>;
let entryId: string;

beforeEach(async () => {
  ({ close, around } = await furnishedStore(furnished));
  const first = { ...laureate('Le Fournil', around), plain: `Fondé par ${NAME}.`, summary: `${NAME} fait du pain.` };
  entryId = await online('laureate', 'le-fournil', first);
});
afterEach(() => close());

async function correct(changed: object, note = 'Relecture.'): Promise<void> {
  const last = await reader().revision.findFirstOrThrow({ where: { entryId }, orderBy: { number: 'desc' } });
  const content = { ...Object(last.content), ...changed };
  const saved = await saveDraft(camille, { entryId, from: last.number, content, note: `Vu avec ${NAME}` });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  expect(await publish(pascale, [{ entryId, revision: saved.number }], { note })).toMatchObject({ ok: true });
}

/** Looks, then erases what was shown. */
async function eraseSeen(words: string, who = aminata, why = reason) {
  const looked = await lookFor(who, { words });
  return erase(who, { words, reason: why, seal: looked.ok ? looked.listing.seal : '' });
}
const contentAt = async (number: number) =>
  JSON.stringify((await reader().revision.findFirstOrThrow({ where: { entryId, number } })).content);

describe('looking', () => {
  test('shows every place, in words, and changes nothing', async () => {
    await correct({ plain: 'Fondé en 2014.' }, `Le nom de ${NAME} est retiré.`);
    await writeNote(camille, { entryId, text: `${NAME} a écrit.` });
    const before = await reader().revision.findMany();
    const looked = await lookFor(aminata, { words: NAME });
    if (!looked.ok) throw new Error(JSON.stringify(looked));
    const places = looked.listing.lines.map(({ where, field, count }) => `${where} · ${field} · ${count}`);
    expect(places.sort()).toEqual([
      'Journal · Après · 1',
      'Journal · Après · 1',
      'Note entre collègues · Texte · 1',
      'Révision 1 (version 1) · En bref · 1',
      'Révision 1 (version 1) · En clair · 1',
      'Révision 2, en ligne (version 2) · En bref · 1',
      'Révision 2, en ligne (version 2) · Note de la révision · 1',
      'Version 2 · Note publique · 1',
    ]);
    expect(looked.listing).toMatchObject({ count: 8, others: [], kept: [] });
    expect(await reader().revision.findMany()).toEqual(before);
    expect(await reader().erasure.count()).toBe(0);
  });

  test('tells what is written otherwise, and what is never erased from here', async () => {
    await correct({ tagline: 'Le pain de JEANNE VALADON' });
    await written('laureate', 'jeanne-valadon', laureate('Autre', around));
    await write((tx) => tx.account.update({ where: { id: 'camille' }, data: { email: 'jeanne.valadon@exemple.fr' } }));
    const looked = await lookFor(aminata, { words: NAME });
    const others = [
      { text: 'JEANNE VALADON', count: 1 },
      { text: 'jeanne-valadon', count: 1 },
    ];
    expect(looked).toMatchObject({ ok: true, listing: { others: expect.arrayContaining(others) } });
    if (looked.ok) expect(looked.listing.kept.join()).toMatch(/«\sjeanne-valadon\s».*compte de Camille/);
  });

  test('finds no ids, closed choices nor names of fields', async () => {
    for (const words of ['kept', 'plain', around.source, 'bronze'])
      expect((await find(reader(), wordsOf(words))).count, words).toBe(0);
  });
});

describe('erasing', () => {
  test('takes the words from every revision, draft, note and line of the journal, and from what is online', async () => {
    await correct({ plain: 'Fondé en 2014.' }, `Le nom de ${NAME} est retiré.`);
    await writeNote(camille, { entryId, text: `${NAME} a écrit.` });
    expect(await eraseSeen(NAME)).toMatchObject({ ok: true, count: 8 });
    expect((await find(reader(), wordsOf(NAME))).count).toBe(0);
    expect(await contentAt(1)).toContain('Fondé par [effacé].');
    expect(await findLaureate('le-fournil')).toMatchObject({
      summary: '[effacé] fait du pain.',
      version: { number: 2 },
    });
    expect(await reader().revision.count({ where: { entryId } })).toBe(2);
  });

  test('is told of each public version concerned, in the history too, with another key for its page', async () => {
    await correct({ plain: 'Fondé en 2014.', summary: 'On fait du pain.' });
    await correct({ plain: 'Fondé en 2015.' });
    expect(await eraseSeen(NAME)).toMatchObject({ ok: true });
    const told = [{ at: expect.any(Date), reason }];
    expect(await findVersion('le-fournil', 1)).toMatchObject({
      erasures: told,
      profile: { plain: 'Fondé par [effacé].' },
    });
    expect((await findHistory('le-fournil'))?.lines.map((one) => one.erasures)).toEqual([[], [], told]);
    const [first, ...others] = (await versionAddresses()).standing.map((one) => one.key);
    expect(first).toMatch(/^version [0-9a-f-]{36}$/);
    expect(others).toEqual(['version', 'version']);
  });

  test('concerns the versions that show a source as it was then, and none for what they do not show', async () => {
    const article = await reader().revision.findFirstOrThrow({ where: { entryId: around.source } });
    const content = { ...Object(article.content), title: `Un entretien avec ${NAME}`, remark: 'Par Paulette Nardal.' };
    await saveDraft(camille, { entryId: around.source, from: 1, content });
    await publish(pascale, [{ entryId: around.source, revision: 2 }], { note: 'Titre entier.' });
    await correct({ plain: 'Fondé en 2014.', summary: 'On fait du pain.' });
    const other = await online('laureate', 'la-roue', laureate('La Roue', around));
    const keys = async () => (await versionAddresses()).standing.map(({ path, key }) => [path, key !== 'version']);
    expect(await eraseSeen('Paulette Nardal')).toMatchObject({ ok: true, count: 1 });
    expect((await keys()).map(([, changed]) => changed)).toEqual([false, false, false]);
    expect(await eraseSeen(`entretien avec ${NAME}`)).toMatchObject({ ok: true });
    expect((await keys()).sort()).toEqual([
      ['/laureats/la-roue/versions/1', true],
      ['/laureats/le-fournil/versions/1', false],
      ['/laureats/le-fournil/versions/2', true],
    ]);
    expect(other).not.toBe('');
  });

  test('takes a publication number when the public is concerned, and none otherwise', async () => {
    const number = async () => (await reader().publication.aggregate({ _max: { number: true } }))._max.number ?? 0;
    await writeNote(camille, { entryId, text: 'Vu avec Paulette Nardal.' });
    const before = await number();
    expect(await eraseSeen('Paulette Nardal')).toMatchObject({ ok: true, count: 1 });
    expect(await number()).toBe(before);
    expect(await eraseSeen(NAME)).toMatchObject({ ok: true });
    expect(await number()).toBe(before + 1);
  });

  test('leaves a line in the journal, without the words', async () => {
    const erased = await eraseSeen(NAME);
    const line = await reader().journalLine.findFirstOrThrow({ where: { verb: 'erase' } });
    const erasureId = erased.ok ? erased.erasureId : '';
    expect(JSON.parse(line.after)).toEqual({ erasure: erasureId, count: 2, versions: 1 });
    expect(line).toMatchObject({ actorId: 'aminata', before: '' });
  });

  test('an address that holds them goes whole, and what lists know of the entry is read anew', async () => {
    const article = await reader().revision.findFirstOrThrow({ where: { entryId: around.source } });
    const content = { ...Object(article.content), url: 'https://exemple.fr/jeanne-valadon', title: `Chez ${NAME}` };
    await saveDraft(camille, { entryId: around.source, from: 1, content });
    const listed = async () => (await listEntries(camille, { kind: 'source' })).lines.map((one) => one.title);
    expect(await listed()).toEqual([`Chez ${NAME}`]);
    await eraseSeen(NAME);
    await eraseSeen('jeanne-valadon');
    expect(await listed()).toEqual(['Chez [effacé]']);
    const last = await reader().revision.findFirstOrThrow({ where: { entryId: around.source, number: 2 } });
    expect(last.content).toMatchObject({ url: '' });
  });

  test('a field at its limit gets the shorter mark', async () => {
    await correct({
      facts: { ...laureate('Le Fournil', around).facts, name: stated(`Ana ${'x'.repeat(116)}`, around.source) },
    });
    expect(await eraseSeen('Ana')).toMatchObject({ ok: true });
    expect((await findLaureate('le-fournil'))?.name).toMatch(/^\[…\] x+$/);
  });
});

describe('afterwards', () => {
  test('comparing, restoring and putting back never bring the words back', async () => {
    await correct({ plain: 'Fondé en 2014.', summary: 'On fait du pain.' });
    await eraseSeen(NAME);
    expect(JSON.stringify(await compare(camille, { entryId, from: 1, to: 2 }))).not.toContain(NAME);
    expect(await restore(pascale, { entryId, number: 1, from: 2 })).toMatchObject({ ok: true, number: 3 });
    expect(await publish(pascale, [{ entryId, revision: 3 }], { note: 'Retour.' })).toMatchObject({ ok: true });
    await withdraw(pascale, { entryId, version: 3, notice: 'Retirée.' });
    expect(await putBack(pascale, { entryId, note: 'De retour.' })).toMatchObject({ ok: true });
    expect((await findLaureate('le-fournil'))?.plain).toBe('Fondé par [effacé].');
    expect((await find(reader(), wordsOf(NAME))).count).toBe(0);
  });

  test('a form that was open keeps the words to itself: its save is refused until it is opened again', async () => {
    const { content } = await reader().revision.findFirstOrThrow({ where: { entryId } });
    const opened = new Date();
    await eraseSeen(NAME);
    const typed = { ...Object(content), tagline: 'Le bon pain' };
    const refused = await saveDraft(camille, { entryId, from: 1, content: typed, opened });
    expect(refused).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('rechargez la page') }] });
    const shown = (await reader().revision.findFirstOrThrow({ where: { entryId } })).content;
    const again = { ...Object(shown), tagline: 'Le bon pain' };
    expect(
      await saveDraft(camille, { entryId, from: 1, content: again, opened: new Date(Date.now() + 1) }),
    ).toMatchObject({
      ok: true,
      number: 2,
    });
    expect((await find(reader(), wordsOf(NAME))).count).toBe(0);
  });

  test('another erasure of the same version is told beside the first', async () => {
    await eraseSeen(NAME);
    expect(await eraseSeen('fait du pain', aminata, 'Une autre raison.')).toMatchObject({ ok: true });
    expect((await findVersion('le-fournil', 1))?.erasures.map((one) => one.reason)).toEqual([
      reason,
      'Une autre raison.',
    ]);
  });

  test('the reason of an erasure can be erased in turn', async () => {
    await eraseSeen(NAME, aminata, 'À la demande de Paulette Nardal.');
    expect(await eraseSeen('Paulette Nardal')).toMatchObject({ ok: true, count: 1 });
    const reasons = (await findVersion('le-fournil', 1))?.erasures.map((one) => one.reason);
    expect(reasons).toEqual(['À la demande de [effacé].']);
  });
});

describe('refused', () => {
  /** Whatever is refused changed nothing. */
  afterEach(async () => {
    expect(await contentAt(1)).toContain(NAME);
    expect(await reader().erasure.count()).toBe(0);
  });

  test('to whoever does not administer, for looking too; the journal says so, without the words', async () => {
    for (const who of [camille, pascale]) {
      await expect(lookFor(who, { words: NAME })).rejects.toThrow(Forbidden);
      await expect(erase(who, { words: NAME, reason, seal: '' })).rejects.toThrow(Forbidden);
    }
    expect(await reader().journalLine.count({ where: { verb: 'refused:erase' } })).toBe(4);
  });

  test('without a password given lately', async () => {
    await expect(eraseSeen(NAME, administrator)).rejects.toThrow(ProofNeeded);
    const long = { ...administrator, provenAt: new Date(Date.now() - 11 * 60_000) } as Actor;
    await expect(eraseSeen(NAME, long)).rejects.toThrow(ProofNeeded);
  });

  test('when the words moved since the list was shown, or other words are sent with it', async () => {
    const looked = await lookFor(aminata, { words: NAME });
    const seal = looked.ok ? looked.listing.seal : '';
    const order = { words: 'fait du pain', reason, seal };
    expect(await erase(aminata, order)).toMatchObject({
      problems: [{ path: 'words', message: expect.stringContaining('relisez') }],
    });
    await writeNote(camille, { entryId, text: `Encore ${NAME}.` });
    expect(await erase(aminata, { words: NAME, reason, seal })).toMatchObject({
      ok: false,
      problems: [{ path: 'words' }],
    });
  });

  test.each([
    ['words too short', { words: 'a b' }, 'words'],
    ['words that are nowhere', { words: 'zibeline' }, 'words'],
    ['no reason', { reason: ' ' }, 'reason'],
    ['a reason that holds the words', { reason: 'À la demande de jeanne valadon.' }, 'reason'],
    ['a key nobody asked for', { more: 'x' }, ''],
  ])('%s', async (_, given, path) => {
    const looked = await lookFor(aminata, { words: NAME });
    const order = { words: NAME, reason, seal: looked.ok ? looked.listing.seal : '', ...given };
    expect(await erase(aminata, order)).toMatchObject({ ok: false, problems: [{ path }] });
  });

  test('words a field cannot do without: the sentence names it', async () => {
    const outcome = await eraseSeen('2016-11-25');
    expect(outcome).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(/Date.*plus précis/) }] });
  });
});
