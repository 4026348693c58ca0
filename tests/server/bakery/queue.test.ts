import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BakeItem, type BakePlan, isPlainPath } from '../../../server/bakery/plan.ts';
import { BakeQueue } from '../../../server/bakery/queue.ts';
import type { Build } from '../../../server/bakery/swap.ts';
import { longTest } from '../../effort.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

let site: FakeSite;
let queue: BakeQueue;
let shown: Build[];
let withheld: string[];
let plan: () => Promise<BakePlan>;
let number: number;

const items = Array.from({ length: 12 }, (_, index): BakeItem => ({ kind: 'page', path: `/p${index}` }));

function openQueue(more: { sweepAfter?: number } = {}): BakeQueue {
  return new BakeQueue({
    ...site.settings,
    plan: () => plan(),
    onBuild: (build) => void shown.push(build),
    onWithheld: (paths) => void withheld.push(...paths),
    ...more,
  });
}

beforeEach(async () => {
  site = await fakeSite();
  shown = [];
  withheld = [];
  number = 1;
  plan = async () => site.plan(items, number);
  for (const item of items) {
    const slow = async () => {
      await setTimeout(5);
      return answer(page(item.path));
    };
    site.pages.set(item.path, slow);
  }
  queue = openQueue();
});
afterEach(async () => {
  await queue.idle();
  await site.remove();
});

test('two whole bakes asked for at once are one', async () => {
  const [first, second] = await Promise.all([queue.bakeWhole(), queue.bakeWhole()]);
  expect(first).toBe(second);
  expect(shown).toHaveLength(1);
});

test('requests made while a bake runs become one more, which reads the plan anew', async () => {
  const first = queue.bakeWhole();
  await setTimeout(10);
  number = 2;
  const results = await Promise.all([first, queue.bakeWhole(), queue.bakeWhole(), queue.bakeWhole()]);
  expect(results.map((result) => result.ok && result.publicationNumber)).toEqual([1, 2, 2, 2]);
  expect(shown).toHaveLength(2);
});

test('an edited page goes before the whole bake, which gives way and starts again', async () => {
  await queue.bakeWhole();
  const whole = queue.bakeWhole();
  await setTimeout(10);
  const edited = await queue.bakeEdited(['/p3']);
  expect(edited).toMatchObject({ ok: true, kind: 'pages', items: 1 });
  expect(shown).toHaveLength(2);
  expect(await whole).toMatchObject({ ok: true, kind: 'whole' });
  expect(shown).toHaveLength(3);
});

test('a whole bake that gave way three times goes to its end', async () => {
  await queue.bakeWhole();
  const whole = queue.bakeWhole();
  let finished = false;
  void whole.then(() => {
    finished = true;
  });
  for (let edit = 0; edit < 12 && !finished; edit += 1) {
    await setTimeout(8);
    await queue.bakeEdited(['/p1']);
  }
  expect(finished).toBe(true);
});

test('the result is told once the new build is shown, and can be read afterwards', async () => {
  const result = await queue.bakeWhole();
  expect(shown.map((build) => build.name)).toEqual([result.ok && result.build]);
  expect(queue.state()).toMatchObject({
    online: { build: shown[0]?.name, publicationNumber: 1 },
    lastWhole: { ok: true, items: 13 },
  });
  const { ms } = result.ok ? result : { ms: undefined };
  for (const stage of ['render', 'freeze', 'compress', 'write', 'total'] as const)
    expect(ms?.[stage]).toBeGreaterThan(0);
  await queue.idle();
  expect(queue.state()).toMatchObject({ running: undefined, waiting: { pages: [], whole: false } });
});

test('a store that does not answer is a result, and the next bake succeeds', async () => {
  const sound = plan;
  plan = () => Promise.reject(new Error('base fermée'));
  expect(await queue.bakeWhole()).toMatchObject({ ok: false, message: expect.stringContaining('base fermée') });
  plan = sound;
  expect(await queue.bakeWhole()).toMatchObject({ ok: true });
});

test('what is withdrawn while no site can be made is told to the front', async () => {
  await queue.bakeWhole();
  plan = async () => site.plan([{ kind: 'gone', path: '/p1' }, ...items.slice(2)], 2);
  site.pages.set('/p1', () => Promise.reject(Object.assign(new Error('disk'), { code: 'ENOSPC' })));
  expect(await queue.bakeEdited(['/p1'])).toMatchObject({ ok: false });
  expect(withheld).toContain('/p1');
  expect(withheld).not.toContain('/p2');
});

async function bakeFourTimes(): Promise<void> {
  for (const at of [1, 2, 3, 4]) {
    number = at;
    expect(await queue.bakeWhole()).toMatchObject({ ok: true });
  }
  await queue.idle();
}

longTest('older builds are removed a moment after the last bake, and not between bakes', async () => {
  queue = openQueue({ sweepAfter: 1500 });
  await bakeFourTimes();
  expect(await site.builds()).toHaveLength(5); // And the folder of the next.
  await expect.poll(site.builds, { timeout: 10_000 }).toHaveLength(3);
});

test('older builds are removed at once after a bake that failed: the disk may be full', async () => {
  await bakeFourTimes();
  plan = async () => {
    throw new Error('disk');
  };
  expect(await queue.bakeWhole()).toMatchObject({ ok: false });
  await queue.idle();
  expect(await site.builds()).toHaveLength(3);
});

test('only paths with one spelling are baked', () => {
  for (const good of ['/', '/laureats/biocycle', '/a.b/c-d_e~f', '/.well-known/security.txt'])
    expect(isPlainPath(good)).toBe(true);
  for (const bad of [
    '',
    'a',
    '/a/',
    '//a',
    '/a//b',
    '/..',
    '/a/./b',
    '/a?b',
    '/a#b',
    '/a%2e',
    '/é',
    '/a\\b',
    '/a b',
    '/a\0',
  ]) {
    expect(isPlainPath(bad), bad).toBe(false);
  }
});
