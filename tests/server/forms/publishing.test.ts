import { afterEach, beforeEach, expect } from 'vitest';
import { reader } from '../../../server/database.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { publishFrom } from '../../../server/forms/publishing.ts';
import * as cast from '../../cast.ts';
import { rounds, longTest as test } from '../../effort.ts';

let close: () => Promise<void>;
beforeEach(async () => {
  ({ close } = await cast.freshStore());
});
afterEach(() => close());

const formOf = (entries: string[], fields: Record<string, string> = {}): FormData => {
  const form = new FormData();
  for (const one of entries) form.append('entry', one);
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

/** Writes so many laureates, none of them online. @returns what the form sends for each */
async function drafts(count: number): Promise<string[]> {
  const around = await cast.surroundings();
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `Lauréat ${index}`;
    ids.push(await cast.written('laureate', `laureat-${index}`, cast.laureate(name, around)));
  }
  return ids.map((id) => `${id}:1`);
}

const online = () => reader().laureate.count();

test('many drafts chosen together go online as one act; with one that may not, none does', async () => {
  const many = rounds(120, 60);
  const chosen = await drafts(many);
  const [first = ''] = chosen;
  const before = await reader().publication.count();
  const torn = await publishFrom(cast.pascale, formOf([...chosen, `${first.split(':')[0]}:9`]));
  expect(torn.done).toBeUndefined();
  expect(torn.problems.length).toBeGreaterThan(0);
  expect([await online(), await reader().publication.count()]).toEqual([0, before]);

  const { problems, done } = await publishFrom(cast.pascale, formOf(chosen));
  expect([problems, done?.versions.length]).toEqual([[], many]);
  expect([await online(), await reader().publication.count()]).toEqual([many, before + 1]);
}, 60_000);

test('more than one act may hold is refused in a sentence, and nothing goes online', async () => {
  const [one = ''] = await drafts(1);
  const { problems } = await publishFrom(cast.pascale, formOf(Array.from({ length: 1001 }, () => one)));
  expect(problems.map((problem) => problem.message)).toEqual([
    'Un acte publie au plus 1000 fiches\u00a0: décochez-en, puis publiez le reste ensuite.',
  ]);
  expect(await online()).toBe(0);
});

test('the same draft named twice is one, or is refused: never two versions', async () => {
  const [one = ''] = await drafts(1);
  const [entryId = ''] = one.split(':');
  await publishFrom(cast.pascale, formOf([one, one]));
  expect(await reader().version.count({ where: { entryId } })).toBeLessThanOrEqual(1);
  expect(await publish(cast.pascale, [{ entryId, revision: 1 }], { minor: true })).toBeDefined();
});
