import { expect, test } from 'vitest';
import { blankOf, limitsOf } from '../../../server/forms/shape.ts';
import { unknown } from '../../cast.ts';

test('a form knows how long each text may be, from the noun’s own schema', () => {
  const limits = limitsOf('laureate');
  expect(limits.tagline).toBe(80);
  expect(limits['facts.founded.claims.*.place']).toBe(200);
  expect(limits['details.*.claims.*.url']).toBe(500);
});

test('a blank content is an acceptable draft but for its year', () => {
  expect(blankOf('source')).toMatchObject({ title: '', publishedOn: '', url: '' });
  expect(blankOf('laureate')).toMatchObject({ position: 0, details: [], facts: { founded: unknown } });
});
