import { expect, type Page, test } from '@playwright/test';
import { everyPage } from './pages.ts';

/** What a visitor does, the same with script refused and with script allowed: the pages hold none. */
for (const javaScriptEnabled of [false, true]) {
  test.describe(javaScriptEnabled ? 'script allowed' : 'script refused', () => {
    test.use({ javaScriptEnabled });

    test('a visitor finds Biocycle by its theme', async ({ page }) => {
      await page.goto('/');
      await page.getByRole('link', { name: 'Alimentation et restauration', exact: true }).first().click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Alimentation et restauration');
      await page
        .getByRole('main')
        .getByRole('link', { name: /Biocycle/ })
        .first()
        .click();
      await expectBiocycle(page);
    });

    test('a visitor finds Biocycle by its prize', async ({ page }) => {
      await page.goto('/laureats');
      await page
        .getByRole('main')
        .getByRole('link', { name: /^Trophées/ })
        .click();
      await page
        .getByRole('main')
        .getByRole('link', { name: /Biocycle/ })
        .first()
        .click();
      await expectBiocycle(page);
    });

    test('a visitor finds Biocycle by its name', async ({ page }) => {
      await page.goto('/');
      await page.getByRole('navigation', { name: 'Rubriques' }).getByRole('link', { name: 'Lauréats' }).click();
      await page.getByRole('main').getByRole('link', { name: 'Biocycle' }).first().click();
      await expectBiocycle(page);
    });

    test('a reader follows a source mark to its note, the note to the document, and comes back', async ({ page }) => {
      await page.goto('/laureats/biocycle');
      const mark = page.locator('main dl sup a').first();
      const from = (await mark.getAttribute('id')) ?? '';
      await mark.click();
      await expect(page).toHaveURL(/#note-1$/);
      const note = page.locator('#note-1');
      await expect(note).toBeInViewport();
      await note.locator(`a[href="#${from}"]`).click();
      await expect(page.locator(`[id="${from}"]`)).toBeInViewport();
      await note.getByRole('link', { name: /Quand l’ESS parisienne/ }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Quand l’ESS parisienne booste l’emploi');
      await page.goBack();
      await expectBiocycle(page);
    });

    test('a resident reads the criteria and sees for whom each is shown', async ({ page }) => {
      await page.goto('/criteres');
      for (const title of [
        'Un projet qui existe',
        'Des emplois à Paris',
        'Des services nouveaux',
        'Des comptes qui tiennent',
      ]) {
        await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
      }
      const jobs = page.getByRole('region', { name: 'Des emplois à Paris' });
      await expect(jobs.getByRole('link', { name: 'Biocycle' })).toBeVisible();
      const real = page.getByRole('region', { name: 'Un projet qui existe' });
      await expect(real).toContainText('Aucun : non précisé par les sources');
    });

    test('a lost visitor finds the way from the 404', async ({ page }) => {
      const answer = await page.goto('/laureat/biocycle');
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.getByRole('main').getByRole('link', { name: 'Tous, de A à Z' }).first().click();
      await expect(page).toHaveURL(/\/laureats$/);
    });
  });
}

async function expectBiocycle(page: Page) {
  await expect(page).toHaveURL(/\/laureats\/biocycle(#.*)?$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Biocycle/);
  await expect(page.getByText('Trophée 2016', { exact: true })).toBeVisible();
}

test('the first press of Tab offers to skip to the contents', async ({ page }) => {
  await page.goto('/laureats/biocycle');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Aller au contenu' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('Biocycle’s year is shown as undecided, with every year the sources give', async ({ page }) => {
  await page.goto('/laureats/biocycle');
  const founded = page.locator('#fait-creation');
  await expect(founded).toContainText('Non tranché');
  for (const year of ['2013', '2014', '2015']) await expect(founded).toContainText(year);
});

test('every profile prints on one sheet of A4', async ({ page, request }) => {
  const profiles = (await everyPage(request)).filter((path) => /^\/laureats\/[^/]+$/.test(path));
  expect(profiles).toHaveLength(10);
  for (const path of profiles) {
    await page.goto(path);
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g), path).toHaveLength(1);
  }
});
