import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect } from 'vitest';
import { readContent, seed } from '../../prisma/seed.ts';
import { reader } from '../../server/database.ts';
import { createEntry } from '../../server/editorial/revisions.ts';
import { listLaureates } from '../../server/published/laureates.ts';
import { operator } from '../../server/staff/actor.ts';
import { freshStore } from '../cast.ts';
import { longTest as test } from '../effort.ts';

let close: () => Promise<void>;

beforeEach(async () => {
  ({ close } = await freshStore());
});
afterEach(() => close());

test('cut off before anything was online, it goes on where it stopped and puts everything online', async () => {
  const content = await readContent();
  for (const { kind, slug, content: words } of content.filter((one) => one.kind === 'source').slice(0, 3))
    await createEntry(operator(), { kind, slug, id: randomUUID(), content: words });
  expect(await seed()).toMatchObject({ added: content.length, kept: 0, problems: [] });
  expect(await reader().entry.count({ where: { publishedAt: null } })).toBe(0);
  expect(await reader().publication.count()).toBe(1);
  expect(await listLaureates()).toHaveLength(10);
});
