import { describe, expect } from 'vitest';
import { reader } from '../../../server/database.ts';
import { compare, restore } from '../../../server/editorial/history.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { putBack, withdraw } from '../../../server/editorial/withdrawal.ts';
import { find } from '../../../server/erasure/finding.ts';
import { wordsOf } from '../../../server/erasure/words.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { findVersion } from '../../../server/published/versions.ts';
import { camille, pascale } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import { aminata, correct, eachWithTheNameOnline, entryId, eraseSeen, NAME, reason } from './named-online.ts';

eachWithTheNameOnline();

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
