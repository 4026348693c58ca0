import { expect, test } from '@playwright/test';

const UNKNOWN = 'non précisé par les sources';

/** What the article shows, and nothing more. */
const shown = [
  ['Les talents d’Alphonse', 'Des services nouveaux'],
  ['CoworkCrèche', 'Des services nouveaux'],
  ['ActivAction', 'Des services nouveaux'],
  ['Biocycle', 'Des emplois à Paris'],
  ['La Cloche ou le Carillon', 'Des services nouveaux'],
  ['Belleville Citoyenne', 'Des services nouveaux'],
];

for (const width of [360, 1360]) {
  test(`the table says of each laureate and criterion what a source shows, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/criteres');
    const table = page.getByRole('table', { name: /^Ce que les sources montrent/ });
    const heads = (await table.getByRole('columnheader').allInnerTexts()).map((text) => text.replace(/^\d\s*/, ''));
    expect(heads.slice(1)).toEqual([
      ...['Un projet qui existe', 'Des emplois à Paris', 'Des services nouveaux', 'Des comptes qui tiennent'],
    ]);
    const filled: string[][] = [];
    let empty = 0;
    for (const row of (await table.getByRole('row').all()).slice(1)) {
      const name = (await row.getByRole('rowheader').textContent()) ?? '';
      for (const [index, cell] of (await row.getByRole('cell').all()).entries()) {
        if ((await cell.getByRole('link').count()) > 0) filled.push([name, heads[index + 1] ?? '']);
        else if ((await cell.textContent()) === UNKNOWN) empty += 1;
      }
    }
    expect(filled).toEqual(shown);
    expect(empty).toBe(40 - shown.length);
    await expect(table.getByRole('cell', { name: UNKNOWN }).first()).toBeVisible();
  });
}

test('every filled cell leads to the fact of the laureate, whose mark leads to the passage of the article', async ({
  page,
}) => {
  for (const [name = '', criterion] of shown) {
    await page.goto('/criteres');
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
    const [words, link] = [row.locator('td.shown .words').first(), row.locator('td.shown > a')];
    const told = (await words.textContent()) ?? '';
    await link.focus();
    await page.keyboard.press('Enter');
    const fact = page.locator(':target');
    await expect(fact.locator('dt')).toHaveText(criterion ?? '');
    await expect(fact).toContainText(told);
    await fact.locator('.calls a').first().click();
    await expect(page.locator('.notes li:target')).toContainText('Quand l’ESS parisienne booste l’emploi');
    await expect(page.locator('.notes li:target .extract')).not.toBeEmpty();
  }
});
