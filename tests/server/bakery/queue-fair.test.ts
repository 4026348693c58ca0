/** Edits that never cease: what they may not hold up. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { BakeQueue } from '../../../server/bakery/queue.ts';
import { bakes } from '../../../server/limits.ts';
import { longTest as test } from '../../effort.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

const items = Array.from({ length: 6 }, (_, index): BakeItem => ({ kind: 'page', path: `/p${index}` }));

/** Renderings of the edited page before the edits cease anyway, so that a test ends. */
const MOST = 60;

let site: FakeSite;
let queue: BakeQueue;
let edits: Promise<unknown>[];
let edited: number;
let steady: boolean;
let builds: number[];

beforeEach(async () => {
  site = await fakeSite();
  [edits, edited, steady, builds] = [[], 0, false, []];
  for (const { path } of items) site.pages.set(path, answer(page(path)));
  // Each time it is rendered, somebody edits it again: there is no moment at which no edit waits.
  site.pages.set('/p1', async () => {
    edited += 1;
    if (steady && edited < MOST) edits.push(queue.bakeEdited(['/p1']));
    return answer(page(`Fois ${edited}`));
  });
  queue = new BakeQueue({
    ...site.settings,
    plan: async () => site.plan(items),
    onBuild: async () => void builds.push((await site.builds()).length),
    onWithheld: () => undefined,
  });
  expect(await queue.bakeWhole()).toMatchObject({ ok: true });
  await queue.idle();
});
afterEach(async () => {
  steady = false;
  await queue.idle();
  await site.remove();
});

test('a whole bake that waits begins after so many quick ones, and goes to its end; the edits that came go first until then', async () => {
  steady = true;
  edits.push(queue.bakeEdited(['/p1']));
  const whole = queue.bakeWhole();
  expect(await edits[0]).toMatchObject({ ok: true, kind: 'pages' });
  expect(queue.state().lastWhole?.at.getTime()).toBeLessThan(Date.now());
  expect(await whole).toMatchObject({ ok: true, kind: 'whole' });
  // The first whole bake rendered it once, the quick ones before once each, and the whole one itself.
  expect(edited).toBeLessThanOrEqual(bakes.ahead + 3);
  expect(edited).toBeGreaterThan(bakes.ahead);
  // So does the next, while the edits go on.
  const [since, again] = [edited, queue.bakeWhole()];
  expect(await again).toMatchObject({ ok: true, kind: 'whole' });
  expect(edited - since).toBeLessThanOrEqual(2 * bakes.ahead + 3);
  expect(edited).toBeLessThan(MOST);
});

test('older builds are removed though no edit lets the bakery rest', async () => {
  steady = true;
  await queue.bakeEdited(['/p1']);
  await expect.poll(() => edited, { timeout: 20_000 }).toBe(MOST);
  await queue.idle();
  expect(builds.length).toBeGreaterThan(MOST - 5);
  // The one online, the one it replaced, and those since the last time.
  expect(Math.max(...builds)).toBeLessThanOrEqual(bakes.beforeSweep + 3);
});
