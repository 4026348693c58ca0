import { expect, test } from '@playwright/test';
import { atWork, open, plainOf, save, taglineOf } from './people.ts';
import { laureateAt, revisionsOf } from './store.ts';

const warning = '.session-warning';

test('Camille’s browser crashes while she types: her text is offered back, with its place, and then forgotten', async ({
  browser,
}) => {
  const { edit, id } = await laureateAt('minima');
  const before = (await revisionsOf(id)).length;
  const page = await atWork(browser, 'Camille');
  await open(page, edit);
  await plainOf(page).fill('Une phrase que personne n’a enregistrée.');
  await expect
    .poll(() => page.evaluate(() => Object.values(localStorage).join()))
    .toContain('personne n’a enregistrée');
  const context = page.context();
  await page.close({ runBeforeUnload: false });

  const again = await context.newPage();
  await open(again, edit);
  await expect(again.locator('.kept-text')).toContainText('Un texte non enregistré est gardé sur cet appareil');
  await again.getByRole('button', { name: 'Reprendre ce texte' }).click();
  await expect(plainOf(again)).toHaveValue('Une phrase que personne n’a enregistrée.');
  await save(again);
  expect(await revisionsOf(id)).toHaveLength(before + 1);
  await open(again, edit);
  await expect(again.locator('.kept-text')).toHaveCount(0);
  await context.close();
});

test('the server is down when Camille saves: she is told, her text stays, and saves once it is back', async ({
  browser,
}) => {
  const { edit, id } = await laureateAt('activaction');
  const before = (await revisionsOf(id)).length;
  const page = await atWork(browser, 'Camille');
  await open(page, edit);
  await taglineOf(page).fill('Tapée pendant la panne');
  await page.route(`**${edit}`, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect(page.locator('.problems')).toContainText('Le serveur n’a pas répondu');
  await expect(taglineOf(page)).toHaveValue('Tapée pendant la panne');
  expect(await revisionsOf(id)).toHaveLength(before);

  await page.unroute(`**${edit}`);
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/^Enregistré, révision/)).toBeVisible();
  await expect(page.locator('.problems')).toHaveCount(0);
  expect((await revisionsOf(id)).at(-1)?.tagline).toBe('Tapée pendant la panne');
  await page.context().close();
});

test('five minutes before her idle session ends Camille is warned, and stays; then it ends, and she is told', async ({
  browser,
}) => {
  const { edit } = await laureateAt('minima');
  const page = await atWork(browser, 'Camille');
  await page.clock.install();
  await open(page, edit);
  await page.clock.fastForward('24:00');
  await expect(page.locator(warning)).toHaveCount(0);
  await page.clock.fastForward('02:00');
  await expect(page.locator(warning)).toContainText('Votre session se termine dans 4');
  await page.getByRole('button', { name: 'Rester connecté' }).click();
  await expect(page.locator(warning)).toHaveCount(0);
  await page.clock.fastForward('31:00');
  await expect(page.locator(warning)).toContainText('Votre session est terminée');
  await page.context().close();
});

test('Camille types on without saving: the session lives, and no false warning interrupts her', async ({ browser }) => {
  const { edit } = await laureateAt('minima');
  const page = await atWork(browser, 'Camille');
  await page.clock.install();
  await open(page, edit);
  await page.clock.fastForward('24:00');
  await plainOf(page).press('End');
  await page.keyboard.type(' Encore un mot.');
  const told = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.clock.fastForward('01:00');
  await told;
  await page.clock.fastForward('04:00');
  await expect(plainOf(page)).toHaveValue(/Encore un mot\.$/);
  await expect(page.locator(warning)).toHaveCount(0);
  await page.context().close();
});
