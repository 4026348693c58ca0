import { afterEach, describe, expect } from 'vitest';
import { reader } from '../../../server/database.ts';
import { writeNote } from '../../../server/editorial/colleague-notes.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { erase, lookFor } from '../../../server/erasure/erasing.ts';
import { type Actor, ProofNeeded } from '../../../server/staff/actor.ts';
import { aminata as administrator, camille, pascale } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import { aminata, contentAt, eachWithTheNameOnline, entryId, eraseSeen, NAME, reason } from './named-online.ts';

eachWithTheNameOnline();

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
