/** A newsroom at work, in a store of its own for each test. */
import { afterEach, beforeEach } from 'vitest';
import * as cast from '../../cast.ts';

let close: () => Promise<void>;
export let around: Awaited<ReturnType<typeof cast.surroundings>>;
export let live: string;
export let draft: string;
export const words = (name: string, over = {}) => ({ ...cast.laureate(name, around), ...over });

/** Everybody is hired; a laureate is online, another is a draft. */
async function newsroom() {
  await cast.hired();
  around = await cast.surroundings();
  const live = await cast.online('laureate', 'le-fournil', words('Le Fournil'));
  const draft = await cast.written('laureate', 'la-roue', words('Élan', { plain: '' }));
  return { live, draft, beside: around };
}

/** Called once at the top of a test file. */
export function eachInTheNewsroom(): void {
  beforeEach(async () => {
    const store = await cast.furnishedStore(newsroom);
    close = store.close;
    ({ live, draft, beside: around } = store.around);
  });
  afterEach(() => close());
}
