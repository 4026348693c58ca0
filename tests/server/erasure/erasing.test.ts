import { describe, expect } from 'vitest';
import { reader, write } from '../../../server/database.ts';
import { writeNote } from '../../../server/editorial/colleague-notes.ts';
import { listEntries } from '../../../server/editorial/entries.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { lookFor } from '../../../server/erasure/erasing.ts';
import { find } from '../../../server/erasure/finding.ts';
import { wordsOf } from '../../../server/erasure/words.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { findHistory, findVersion, versionAddresses } from '../../../server/published/versions.ts';
import { camille, laureate, online, pascale, stated, written } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import {
  aminata,
  around,
  contentAt,
  correct,
  eachWithTheNameOnline,
  entryId,
  eraseSeen,
  NAME,
  reason,
} from './named-online.ts';

eachWithTheNameOnline();

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
