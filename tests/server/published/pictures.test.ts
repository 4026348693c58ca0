import { afterAll, beforeAll, expect } from 'vitest';
import { sitePlan } from '../../../server/bakery/paths.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import { drawPicture } from '../../../server/published/drawing.ts';
import { listLaureates } from '../../../server/published/laureates.ts';
import { sharePictures } from '../../../server/published/pictures.ts';
import { aminata, draftedAgain, freshStore, laureate, online, pascale, surroundings, written } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';

let close: () => Promise<void>;
let around: Awaited<ReturnType<typeof surroundings>>;

beforeAll(async () => {
  ({ close } = await freshStore());
  around = await surroundings();
  const setting = { name: 'Palmarès', subtitle: 'Les lauréats.', edition: around.edition };
  const entryId = await written('setting', 'site', setting);
  expect(await publish(aminata, [{ entryId, revision: 1 }])).toMatchObject({ ok: true });
});
afterAll(() => close());

const keys = async () => {
  const { items } = await sitePlan();
  return new Map(items.flatMap((item) => ('key' in item && item.path.endsWith('.png') ? [[item.path, item.key]] : [])));
};

test('a draft has no picture; once online it has one, that shows live words alone', async () => {
  const entryId = await written('laureate', 'le-fournil', laureate('Le Fournil', around));
  expect((await keys()).has('/laureats/le-fournil/partage.png')).toBe(false);
  expect(await drawPicture('/laureats/le-fournil')).toBeNull();
  expect(await publish(pascale, [{ entryId, revision: 1 }])).toMatchObject({ ok: true });
  const before = await keys();
  expect(before.get('/laureats/le-fournil/partage.png')).toMatch(/^[0-9a-f]{64}$/);
  expect((await drawPicture('/laureats/le-fournil'))?.length).toBeGreaterThan(1000);
  await draftedAgain(entryId, laureate('Le Fournil de demain', around));
  expect(JSON.stringify(await sharePictures(await listLaureates()))).not.toContain('demain');
  expect(await keys()).toEqual(before);
});

test('a correction that the picture does not show keeps its key; one that it shows changes that key alone', async () => {
  const entryId = await online('laureate', 'la-ruche', laureate('La Ruche', around));
  const before = await keys();
  await draftedAgain(entryId, { ...laureate('La Ruche', around), tagline: 'Le pain corrigé' });
  expect(await publish(pascale, [{ entryId, revision: 2 }], { minor: true })).toMatchObject({ ok: true });
  expect(await keys()).toEqual(before);
  const prize = { position: 1, name: 'Grand prix', plural: 'Grands prix', frame: 'or', description: 'Le prix.' };
  const { facts } = laureate('La Ruche', around);
  await draftedAgain(around.award, { ...prize, facts: { definition: facts.award } });
  expect(await publish(pascale, [{ entryId: around.award, revision: 2 }], { minor: true })).toMatchObject({ ok: true });
  const changed = [...(await keys())].filter(([path, key]) => before.get(path) !== key).map(([path]) => path);
  expect(changed.sort()).toEqual([
    ...['/laureats/la-ruche/partage.png', '/laureats/le-fournil/partage.png'],
    '/prix/trophee/partage.png',
  ]);
});

test('the picture of a withdrawn laureate is gone with its page', async () => {
  const entryId = await online('laureate', 'la-meule', laureate('La Meule', around));
  expect(await withdraw(pascale, { entryId, version: 1, mistake: true })).toMatchObject({ ok: true });
  const found = (await sitePlan()).items.filter(({ path }) => path === '/laureats/la-meule/partage.png');
  expect(found).toEqual([{ kind: 'gone', path: '/laureats/la-meule/partage.png', ask: '/retire/laureats/la-meule' }]);
});
