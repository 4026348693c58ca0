import { expect, test, vi } from 'vitest';
import { announce, following, onPublication } from '../../../server/editorial/announcement.ts';

test('whoever listens hears at once, and what it throws or rejects harms nobody', async () => {
  const heard: number[] = [];
  const faults = [
    () => {
      throw new Error('no bakery');
    },
    () => Promise.reject(new Error('no disk')),
  ];
  for (const fault of faults) {
    onPublication(({ publication }) => {
      heard.push(publication);
      return fault();
    });
    announce({ publication: 7, entryIds: ['a'] });
    await vi.waitFor(() => expect(following(['a'])).toBeUndefined());
  }
  expect(heard).toEqual([7, 7]);
  onPublication(() => undefined);
});
