import { expect, test } from '@playwright/test';
import { atWork, open, save, shows } from './people.ts';
import { laureateAt } from './store.ts';

test('Pascale changes a fact: refused without a source, online with it; the visitor reads both, and the history says it', async ({
  browser,
}) => {
  const { edit, href } = await laureateAt('ticket-for-change');
  const page = await atWork(browser, 'Pascale');
  await open(page, edit);
  await page.getByLabel('Création, valeur affichée').fill('2013');
  await save(page);

  await page.goto(`${edit}/publier`);
  const problem = page.locator('.problems').getByRole('link', { name: /^Création · affirmations/ });
  await expect(problem).toContainText('a changé sans qu’aucune affirmation n’ait été ajoutée ni modifiée');
  await expect(page.getByRole('button', { name: 'Publier', exact: true })).toHaveCount(0);
  expect(await shows(href, '<dd>2013')).toBe(false);

  await problem.click();
  const claims = page.locator('[id="facts.founded.claims"]');
  await expect(claims).toBeInViewport();
  await claims.locator('> summary').click();
  await claims.locator('details.new-line > summary').click();
  const added = claims.locator('details.new-line');
  await added.getByLabel('Source', { exact: true }).selectOption({ label: 'Quand l’ESS parisienne booste l’emploi' });
  await added.getByLabel('Ce que dit la source').fill('Une source d’essai dit 2013');
  await added.getByLabel('Endroit du document').fill('une page d’essai');
  await save(page);

  await page.goto(`${edit}/publier`);
  await page.getByLabel(/^Note publique/).fill('L’année de création est corrigée.');
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await expect(page.getByText('En ligne.', { exact: true })).toBeVisible();
  await page.goto(href);
  await expect(page.locator('#fait-creation')).toContainText('2013');
  expect(await shows(href, '<dd>2013')).toBe(true);
  await page.locator('#fait-creation .calls a').last().click();
  await expect(page.locator('.notes li:target')).toBeInViewport();
  expect(await shows(href, 'une page d’essai')).toBe(true);
  await expect.poll(() => shows(`${href}/historique`, 'L’année de création est corrigée.')).toBe(true);
  await page.goto(`${href}/historique`);
  const told = page.locator('.history-version').first();
  await expect(told).toContainText('L’année de création est corrigée.');
  await told.locator('summary').first().click();
  await expect(told.locator('del', { hasText: '2014' }).first()).toBeVisible();
  await expect(told.locator('ins', { hasText: '2013' }).first()).toBeVisible();
  await page.context().close();
});
