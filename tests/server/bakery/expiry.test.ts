import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchExpiry } from '../../../server/bakery/expiry.ts';
import type { Build } from '../../../server/bakery/swap.ts';

const minutes = (count: number) => count * 60_000;
const opening = Date.parse('2026-11-23T09:00:00Z');

/** A build that says until when it is true, in minutes from the opening. */
function build(until: number | undefined): Build {
  const manifest = { ...(until !== undefined && { until: new Date(opening + minutes(until)).toISOString() }) };
  return { name: 'site-1', folder: '/nowhere', manifest: manifest as Build['manifest'] };
}

let baked: number[];
let close: () => Promise<void>;
const bake = () => void baked.push((Date.now() - opening) / 60_000);
const shown: Build[] = [];

function watching(present: Build | undefined) {
  const watch = watchExpiry(present, async (one) => void shown.push(one), bake);
  close = watch.close;
  return watch;
}

beforeEach(() => {
  vi.useFakeTimers({ now: opening });
  baked = [];
  shown.length = 0;
});
afterEach(async () => {
  await close();
  vi.useRealTimers();
});

test('a bake is asked for once the moment has come, not before, and again each minute until a build names a later one', async () => {
  const { show } = watching(build(3));
  vi.advanceTimersByTime(minutes(2));
  expect(baked).toEqual([]);
  vi.advanceTimersByTime(minutes(3));
  expect(baked).toEqual([3, 4, 5]);
  await show(build(60));
  vi.advanceTimersByTime(minutes(10));
  expect(baked).toEqual([3, 4, 5]);
});

test('a moment between two looks is met at the next', () => {
  watching(build(1.5));
  vi.advanceTimersByTime(minutes(2));
  expect(baked).toEqual([2]);
});

test('a build that names no moment ends the watching of the former one; a first build may name one', async () => {
  const { show } = watching(undefined);
  vi.advanceTimersByTime(minutes(5));
  await show(build(6));
  vi.advanceTimersByTime(minutes(1));
  await show(build(undefined));
  vi.advanceTimersByTime(minutes(60));
  expect(baked).toEqual([6]);
  expect(shown).toHaveLength(2);
});

test('a build that cannot be shown changes nothing to what is watched', async () => {
  const refusing = watchExpiry(build(2), () => Promise.reject(new Error('No room.')), bake);
  close = refusing.close;
  await expect(refusing.show(build(60))).rejects.toThrow('No room.');
  vi.advanceTimersByTime(minutes(2));
  expect(baked).toEqual([2]);
});

test('a moment a month away is met: no timer waits that long', () => {
  const month = 30 * 24 * 60;
  watching(build(month));
  vi.advanceTimersByTime(minutes(month - 1));
  expect(baked).toEqual([]);
  vi.advanceTimersByTime(minutes(1));
  expect(baked).toEqual([month]);
});

test('closed, it asks for nothing more', async () => {
  const watch = watching(build(1));
  await watch.close();
  vi.advanceTimersByTime(minutes(5));
  expect(baked).toEqual([]);
});
