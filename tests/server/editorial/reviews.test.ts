import { expect, test } from 'vitest';
import { beginningOf, today } from '../../../server/editorial/reviews.ts';

test.each([
  ['2026-01-15', '2026-01-14T23:00:00.000Z'],
  ['2026-07-14', '2026-07-13T22:00:00.000Z'],
  ['2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', '2026-10-24T22:00:00.000Z'],
  ['2026-10-26', '2026-10-25T23:00:00.000Z'],
])('%s begins in France at %s', (day, moment) => {
  expect(beginningOf(day).toISOString()).toBe(moment);
  expect(today(beginningOf(day))).toBe(day);
  expect(today(new Date(beginningOf(day).getTime() - 1))).not.toBe(day);
});
