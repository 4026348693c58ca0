import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../../prisma/seed.ts';
import { sitePlan } from '../../server/bakery/paths.ts';
import { reader } from '../../server/database.ts';
import { movedPages, publicPages } from '../../server/published/addresses.ts';
import { findAward, listAwards } from '../../server/published/awards.ts';
import { findCategory, listCategories } from '../../server/published/categories.ts';
import { explainCriteria, listCriteria } from '../../server/published/criteria.ts';
import { findEdition, listEditions } from '../../server/published/editions.ts';
import { alphabetical, findLaureate, listLaureates } from '../../server/published/laureates.ts';
import { fillIn, findPage, listPages } from '../../server/published/pages.ts';
import { site } from '../../server/published/site.ts';
import { findSource, listSources } from '../../server/published/sources.ts';
import { draftedAgain, seededStore, written } from '../cast.ts';

const CANARY = 'zibeline-canari';
let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await seededStore());
  await hideCanaries();
});
afterAll(() => close());

/** A draft ahead of each live entry and a new draft of each kind, all holding the canary in every text. */
async function hideCanaries() {
  for (const { kind, id } of await reader().entry.findMany()) {
    const { content } = await reader().revision.findFirstOrThrow({ where: { entryId: id } });
    const marked = mark(content);
    await draftedAgain(id, marked);
    // An edition’s address is a year.
    await written(kind as Parameters<typeof written>[0], kind === 'edition' ? '2099' : `${CANARY}-${id}`, marked);
  }
}

/** The content with the canary in every free text. */
function mark(content: unknown): unknown {
  if (Array.isArray(content)) return content.map(mark);
  if (typeof content !== 'object' || content === null) return content;
  const texts = [
    'summary',
    'account',
    'plain',
    'title',
    'description',
    'name',
    'body',
    'remark',
    'rationale',
    'ruling',
  ];
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [
      key,
      texts.includes(key) && value !== '' && typeof value === 'string' ? CANARY : mark(value),
    ]),
  );
}

test('no draft is in any answer of the window, nor in the plan of the bake', async () => {
  const answers = [
    await Promise.all([
      site(),
      publicPages(),
      movedPages(),
      sitePlan(),
      listAwards(),
      listCategories(),
      listCriteria(),
    ]),
    await Promise.all([
      explainCriteria(),
      listEditions(),
      findEdition(2016),
      listLaureates(),
      listPages(),
      listSources(),
    ]),
    await Promise.all((await listLaureates()).map(({ slug }) => findLaureate(slug))),
    await Promise.all((await listCategories()).map(({ slug }) => findCategory(slug))),
    await Promise.all((await listAwards()).map(({ slug }) => findAward(slug))),
    await Promise.all((await listSources()).map(({ slug }) => findSource(slug))),
    await Promise.all((await listPages()).map(({ slug }) => findPage(slug))),
  ];
  const said = JSON.stringify(answers);
  expect(said).toContain('Biocycle');
  expect(said).not.toContain(CANARY);
  expect(await findLaureate(`${CANARY}-1`)).toBeNull();
});

test('the palmarès counts nine trophées, then one prix honorifique', async () => {
  const awards = (await listLaureates({ year: 2016 })).map((one) => one.award.slug);
  expect(awards).toEqual([...Array(9).fill('trophee'), 'prix-honorifique']);
});

test('« La Cloche » is filed under C, « Les talents d’Alphonse » under T', async () => {
  const names = alphabetical(await listLaureates()).map((one) => one.name);
  expect(names.indexOf('La Cloche ou le Carillon')).toBe(names.indexOf('CoworkCrèche') - 1);
  expect(names.indexOf('Les talents d’Alphonse')).toBe(names.indexOf('Ticket for change') - 1);
});

test('seeding again adds nothing and keeps what was edited', async () => {
  const before = await reader().revision.count();
  expect(await seed()).toMatchObject({ added: 0, problems: [] });
  expect(await reader().revision.count()).toBe(before);
});

test('every fact that is published has a claim or says why it has none', async () => {
  const bare = await reader().fact.findMany({ where: { NOT: { value: '' }, exception: '', claims: { none: {} } } });
  expect(bare).toEqual([]);
});

test('a setting left empty is said to be empty; an unknown token stays', () => {
  const publisher = { name: 'Ville X', address: '', contact: '', director: '', host: '' };
  const filled = fillIn('{{éditeur}} · {{adresse}} · {{autre}}', { publisher, siteUrl: 'https://x.fr' });
  expect(filled).toBe('Ville X · information que l’exploitant de ce site n’a pas donnée · {{autre}}');
});

test('a setting that ends with a full stop gives one at the end of a sentence, and keeps its own within', () => {
  const publisher = { name: 'X', address: '1 rue Y.', contact: '', director: '', host: 'Z S.A.' };
  const filled = fillIn('Adresse : {{adresse}}. Hébergeur : {{hébergeur}}, à Paris.', { publisher, siteUrl: '' });
  expect(filled).toBe('Adresse : 1 rue Y. Hébergeur : Z S.A., à Paris.');
});
