import { expect, type Page, test } from '@playwright/test';
import { today } from '../../../server/editorial/reviews.ts';
import { atWork } from './people.ts';
import { draftOn, laureateAt } from './store.ts';

/** The names of the entries a list shows, in its order. */
const rows = (page: Page) => page.locator('.table tbody th').allTextContents();

test('Pascale filters and sorts the laureates; each view has an address that she can keep', async ({ browser }) => {
  await draftOn('ticket-for-change', 'Un brouillon qui attend, avec le mot hippopotame.');
  const page = await atWork(browser, 'Pascale');
  await page.goto('/redaction/laureats');
  const all = await rows(page);
  expect(all).toHaveLength(10);
  expect(all).toEqual(all.toSorted((a, b) => a.localeCompare(b, 'fr')));

  await page.getByRole('columnheader', { name: 'Fiche' }).getByRole('link').click();
  await expect(page).toHaveURL(/sens=desc/);
  await expect(page.getByRole('columnheader', { name: 'Fiche' })).toHaveAttribute('aria-sort', 'descending');
  expect(await rows(page)).toEqual(all.toReversed());

  await page.getByLabel('Texte').fill('HIPPOPOTAME');
  await page.getByLabel('État').selectOption({ label: await labelOf(page, 'attente') });
  await page.getByRole('button', { name: 'Filtrer' }).click();
  await expect(page).toHaveURL(/texte=HIPPOPOTAME/);
  await expect(page).toHaveURL(/etat=pending/);
  await expect(page.locator('.table tbody th')).toHaveText(['Ticket for change']);
  await page.reload();
  await expect(page.locator('.table tbody th')).toHaveText(['Ticket for change']);
  await expect(page.getByLabel('Texte')).toHaveValue('HIPPOPOTAME');
  await page.getByRole('link', { name: 'Tout voir' }).click();
  expect(await rows(page)).toHaveLength(10);

  await page.getByLabel('Édition').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Filtrer' }).click();
  await expect(page).toHaveURL(/edition=[\w-]+/);
  expect(await rows(page)).toHaveLength(10);
  await page.goto('/redaction/laureats?etat=binned&tri=n%27importe&page=99');
  await expect(page.getByText('Aucune fiche ne répond à ces choix.')).toBeVisible();
  await page.context().close();
});

/** The whole label of the choice of a state. */
async function labelOf(page: Page, part: string): Promise<string> {
  const labels = await page.getByLabel('État').locator('option').allTextContents();
  return labels.find((one) => one.includes(part)) ?? '';
}

test('a day to read an entry again by comes: the entry tops Pascale’s desk until the day is moved', async ({
  browser,
}) => {
  const { edit } = await laureateAt('coworkcreche');
  const page = await atWork(browser, 'Pascale');
  const note = async (day: string) => {
    await page.goto(`${edit}/suivi`);
    await page.getByLabel('À relire avant le').fill(day);
    await page.getByRole('button', { name: 'Noter la date' }).click();
    await expect(page.getByText('La date est notée.')).toBeVisible();
  };
  await note(today());
  await page.goto('/redaction');
  const overdue = page.getByRole('region', { name: /^À relire/ });
  await expect(overdue.getByRole('row', { name: /CoworkCrèche/ })).toContainText('avant le');
  await expect(page.locator('.desk > div:first-child h2').first()).toHaveText(/^À relire/);
  await note('2099-01-31');
  await page.goto('/redaction');
  await expect(overdue).toHaveCount(0);
  await page.context().close();
});

test('Pascale leaves Camille a note on an entry; it stands on her desk until it is done', async ({ browser }) => {
  const { edit, href } = await laureateAt('coworkcreche');
  const pascale = await atWork(browser, 'Pascale');
  await pascale.goto(`${edit}/suivi`);
  await pascale.getByLabel('Nouvelle note').fill('Peux-tu vérifier l’adresse\u00a0?');
  await pascale.getByLabel('Pour').selectOption({ label: 'Camille' });
  await pascale.getByRole('button', { name: 'Écrire la note' }).click();
  await expect(pascale.locator('.colleague-notes')).toContainText('Peux-tu vérifier');

  const camille = await atWork(browser, 'Camille');
  await camille.goto('/redaction');
  const mine = camille.getByRole('region', { name: /^Notes pour vous/ });
  await expect(mine).toContainText('Peux-tu vérifier');
  await camille.goto(edit);
  await expect(camille.getByRole('complementary', { name: 'Notes de collègues' })).toContainText('Pascale à Camille');
  await camille.goto(`${edit}/suivi`);
  await camille
    .getByRole('listitem')
    .filter({ hasText: 'Peux-tu vérifier' })
    .getByRole('button', { name: 'C’est fait' })
    .click();
  await expect(camille.getByRole('button', { name: 'À faire, finalement' })).toBeVisible();
  await camille.goto('/redaction');
  await expect(camille.getByText('Peux-tu vérifier')).toHaveCount(0);
  expect((await camille.request.get(href)).ok()).toBe(true);
  for (const page of [pascale, camille]) await page.context().close();
});

test('Aminata reads who did what in the journal, filters it, and takes it away as CSV', async ({ browser }) => {
  const page = await atWork(browser, 'Aminata');
  await page.goto('/redaction/journal');
  await page.getByLabel('Personne').selectOption({ label: 'Pascale' });
  await page.getByLabel('Action', { exact: true }).selectOption({ label: 'fixe une date de relecture' });
  await page.getByRole('button', { name: 'Filtrer' }).click();
  await expect(page).toHaveURL(/personne=[\w-]+&action=setReviewDate/);
  const line = page.locator('.table tbody tr').first();
  await expect(line).toContainText('Pascale');
  await expect(line).toContainText('31 janvier 2099');
  const names = await page.locator('.table tbody th').allTextContents();
  expect(new Set(names)).toEqual(new Set(['fixe une date de relecture']));

  const address = await page.getByRole('link', { name: 'Télécharger en CSV' }).getAttribute('href');
  const csv = await page.request.get(address ?? '');
  expect(csv.headers()['content-type']).toBe('text/csv; charset=utf-8');
  const lines = (await csv.text()).trim().split('\r\n');
  expect(lines).toHaveLength(names.length + 1);
  expect(lines[1]).toContain('2099');
  await page.context().close();
});
