import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { BakeReport, BakeResult } from '../../../server/bakery/oven.ts';
import type { Bakery } from '../../../server/bakery/present.ts';
import { bakePublished } from '../../../server/bakery/publications.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import { furnishedStore, laureate, online, pascale, siteOnline, surroundings } from '../../cast.ts';
import { longTest } from '../../effort.ts';

let close: () => Promise<void>;
let entryId: string;
let asked: (string[] | 'whole')[];

const ms = { render: 0, freeze: 0, compress: 0, write: 0, total: 0 };
const report: BakeReport = {
  ...{ ok: true, kind: 'pages', build: 'b', publicationNumber: 1, items: 1, written: 1, carried: 0 },
  ...{ failed: [], brokenLinks: [], ms },
};

/** The addresses of each bake asked for, in order. */
const noting = (answer: BakeResult = report) =>
  ({
    bakeEdited: async (paths: string[]) => {
      asked.push(paths);
      return answer;
    },
    bakeWhole: async () => {
      asked.push('whole');
      return report;
    },
  }) as Bakery;

const publish = (bakery = noting()) => bakePublished(bakery, { publication: 9, entryIds: [entryId] }, () => undefined);
const wholeAsked = () => vi.waitFor(() => expect(asked.at(-1)).toBe('whole'), 5000);

beforeEach(async () => {
  asked = [];
  const store = await furnishedStore(surroundings);
  close = store.close;
  await siteOnline(store.around.edition);
  entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', store.around));
});
afterEach(() => close());

longTest('a published page is baked alone, then what belongs to it, then the whole site', async () => {
  expect(await publish()).toBe(report);
  expect(asked).toEqual([['/laureats/le-fournil']]);
  await wholeAsked();
  expect(asked).toHaveLength(3);
  expect(asked[1]).toEqual(
    expect.arrayContaining(['/laureats/le-fournil/historique', '/laureats/le-fournil/versions/1', '/flux.atom']),
  );
  expect(asked[1]).not.toContain('/laureats/le-fournil');
});

longTest('a renamed one is baked at both addresses first', async () => {
  await rename(pascale, { entryId, from: 'le-fournil', slug: 'fournil' });
  await publish();
  expect(asked).toEqual([['/laureats/fournil', '/laureats/le-fournil']]);
  await wholeAsked();
});

longTest('a withdrawn one goes all at once, its versions too', async () => {
  await withdraw(pascale, { entryId, version: 1, notice: 'Retirée à sa demande.' });
  await publish();
  expect(asked[0]).toEqual(expect.arrayContaining(['/laureats/le-fournil', '/laureats/le-fournil/versions/1']));
  await wholeAsked();
  expect(asked).toHaveLength(2);
});

longTest('a page that could not be baked is said, and the whole site is baked all the same', async () => {
  const failure: BakeResult = { ok: false, superseded: false, message: 'Le disque est plein.', withdrawn: [] };
  expect(await publish(noting(failure))).toBe(failure);
  await wholeAsked();
});
