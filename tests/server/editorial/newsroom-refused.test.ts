import { expect, test } from 'vitest';
import { reader } from '../../../server/database.ts';
import { writeNote } from '../../../server/editorial/colleague-notes.ts';
import { Missing } from '../../../server/editorial/demand.ts';
import { openEntry } from '../../../server/editorial/entries.ts';
import { restore } from '../../../server/editorial/history.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { heartbeat } from '../../../server/editorial/presence.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { setReviewDate } from '../../../server/editorial/reviews.ts';
import { createEntry, saveDraft } from '../../../server/editorial/revisions.ts';
import { bin } from '../../../server/editorial/wastebasket.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import * as cast from '../../cast.ts';
import { draft, eachInTheNewsroom, live, words } from './newsroom.ts';

const { camille, pascale } = cast;

eachInTheNewsroom();

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
