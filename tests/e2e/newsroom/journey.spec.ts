import { expect, type Page, test } from '@playwright/test';
import { newsroom } from '../site.ts';
import { atWork, awake, correct, plainOf, read, save, shows, signIn, tabTo, taglineOf } from './people.ts';
import { goodPassword, hire, laureateAt, revisionsOf } from './store.ts';

/** Publishes what the page « Publier » shows, with a public note, and waits for « En ligne ». */
async function publish(page: Page, note: string): Promise<void> {
  await page.getByLabel(/^Note publique/).fill(note);
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await expect(page.getByText('En ligne.', { exact: true })).toBeVisible();
}

test('Pascale finds a profile, corrects it, previews it and publishes it; the visitor reads it at once', async ({
  browser,
}) => {
  const [old, corrected] = ['Biocycle va la chercher.', 'Biocycle vient la chercher à vélo.'];
  const { edit, href, id } = await laureateAt('biocycle');
  const page = await atWork(browser, 'Pascale');
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto('/redaction');
  await page.getByRole('navigation', { name: 'Rédaction' }).getByRole('link', { name: 'Lauréats' }).click();
  await Promise.all([awake(page), page.getByRole('link', { name: 'Biocycle' }).click()]);
  await expect(page).toHaveURL(new RegExp(`${edit}$`));

  await correct(page, old, corrected);
  await page.getByLabel('Note pour les collègues').fill('Accordé avec l’association');
  await save(page);
  expect(await shows(href, corrected)).toBe(false);
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect(page.getByText(/^Rien n’a changé depuis la révision 2/)).toBeVisible();
  expect(await revisionsOf(id)).toHaveLength(2);

  await page.getByRole('link', { name: 'Aperçu', exact: true }).click();
  const draft = page.frameLocator('iframe[title="Aperçu du brouillon"]');
  await expect(draft.getByText(corrected).first()).toBeVisible();
  const online = page.frameLocator('iframe[title="Page en ligne"]');
  await expect(online.getByText(old).first()).toBeVisible();
  await page.getByRole('link', { name: 'Publier…' }).click();
  expect(said).toEqual([]);

  await expect(page.locator('.differences del')).toHaveText(['va']);
  await expect(page.locator('.differences ins')).toHaveText([/vient/, /à vélo/]);
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await expect(page.locator('.problems')).toContainText('Il manque la note publique');
  expect(await shows(href, corrected)).toBe(false);

  const first = await read(`${href}/versions/1`);
  await publish(page, 'La phrase de la plaque est corrigée.');
  expect(await shows(href, corrected)).toBe(true);
  expect((await read(href)).html).toMatch(/Corrigé le .*La phrase de la plaque est corrigée\./);
  // The page itself is online first, alone; what belongs to it follows at once.
  const history = async () => (await read(`${href}/historique`)).html;
  await expect.poll(history).toMatch(/<del>va<\/del>.*<ins>vient<\/ins>/s);
  expect(await shows(`${href}/versions/2`, corrected)).toBe(true);
  expect(await read(`${href}/versions/1`)).toEqual(first);
  expect(first).toMatchObject({ status: 200 });
  expect(await shows(href, old)).toBe(false);
  await page.getByRole('link', { name: href, exact: true }).click();
  await expect(page.getByText(corrected).first()).toBeVisible();
  await page.context().close();
});

test('Pascale takes the first words again from the history, and publishes them', async ({ browser }) => {
  const { edit, href, id } = await laureateAt('biocycle');
  const page = await atWork(browser, 'Pascale');
  await page.goto(`${edit}/historique`);
  await page.getByLabel('Comparer depuis la révision 1').check();
  await page.getByLabel('Comparer jusqu’à la révision 2').check();
  await page.getByRole('button', { name: 'Comparer les deux révisions choisies' }).click();
  await expect(page.locator('.comparison .differences ins')).toHaveText([/vient/, /à vélo/]);
  await expect(page.getByRole('row', { name: /Accordé avec l’association/ })).toContainText('Pascale');

  const first = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '1', exact: true }) });
  await first.getByRole('button', { name: 'Reprendre' }).click();
  await expect(page.getByRole('row', { name: /Reprise de la révision 1/ })).toBeVisible();
  expect(await shows(href, 'Biocycle vient la chercher à vélo.')).toBe(true);
  const [one, , three] = await revisionsOf(id);
  expect(three).toEqual(one);

  await page.getByRole('link', { name: 'Publier', exact: true }).click();
  await page.getByLabel('Correction mineure').check();
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await expect(page.getByText('En ligne.', { exact: true })).toBeVisible();
  expect(await shows(href, 'Biocycle va la chercher.')).toBe(true);
  await page.context().close();
});

test('without JavaScript Nour signs in, corrects, previews, publishes and restores', async ({ browser }) => {
  const nour = await hire('Nour', 'publisher');
  const { edit, href } = await laureateAt('minima');
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: newsroom.address });
  const page = await context.newPage();
  await page.goto(edit);
  await signIn(page, nour);
  await expect(page).toHaveURL(new RegExp(`${edit}$`));

  await taglineOf(page).fill('x'.repeat(81));
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect(page.locator('.problems')).toContainText('dépasse 80');
  await expect(taglineOf(page)).toHaveValue('x'.repeat(81));
  await taglineOf(page).fill('Vivre avec moins, et mieux');
  await correct(page, 'Minima propose', 'Minima imagine');
  await save(page);

  await page.goto(`${edit}/apercu`);
  const draft = page.frameLocator('iframe[title="Aperçu du brouillon"]');
  await expect(draft.getByText('Minima imagine une vie plus simple').first()).toBeVisible();
  await page.getByRole('link', { name: 'Publier…' }).click();
  await publish(page, 'La phrase dit mieux le projet.');
  expect(await shows(href, 'Minima imagine une vie plus simple')).toBe(true);
  await expect.poll(() => shows('/laureats', 'Vivre avec moins, et mieux')).toBe(true);

  await page.goto(`${edit}/historique`);
  await page.getByRole('button', { name: 'Reprendre' }).click();
  await expect(page.getByRole('row', { name: /Reprise de la révision 1/ })).toBeVisible();
  await page.getByRole('link', { name: 'Publier', exact: true }).click();
  await publish(page, 'La première phrase revient.');
  expect(await shows(href, 'Minima propose une vie plus simple')).toBe(true);
  await context.close();
});

test('by the keyboard alone Yanis signs in, corrects, saves with Ctrl+S, previews and publishes', async ({
  browser,
}) => {
  const { email, codes } = await hire('Yanis', 'publisher');
  const { edit, href } = await laureateAt('lkecowork');
  const context = await browser.newContext({ baseURL: newsroom.address });
  const page = await context.newPage();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.goto(edit);
  await tabTo(page, page.getByLabel('Adresse électronique'));
  await page.keyboard.type(email);
  await press('Tab');
  await page.keyboard.type(goodPassword);
  await press('Enter');
  await tabTo(page, page.getByLabel(/^Code de l’application/));
  await page.keyboard.type(codes[0] ?? '');
  await press('Enter');

  await awake(page);
  await expect(page).toHaveURL(new RegExp(`${edit}$`));
  await press('Tab');
  await expect(page.getByRole('link', { name: 'Aller au contenu' })).toBeFocused();
  await press('Enter');
  await tabTo(page, plainOf(page));
  await press('Control+Home');
  await page.keyboard.type('Voici l’idée. ');
  await press('Control+s');
  await expect(page.getByText(/^Enregistré, révision/)).toBeVisible();
  await expect(plainOf(page)).toBeFocused();

  await tabTo(page, page.getByRole('link', { name: 'Voir l’aperçu' }));
  await press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'Publier…' }));
  await press('Enter');
  await tabTo(page, page.getByLabel(/^Note publique/));
  await page.keyboard.type('Une phrase plus courte.');
  await tabTo(page, page.getByRole('button', { name: 'Publier', exact: true }));
  await press('Enter');
  await expect(page.getByText('En ligne.', { exact: true })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: href, exact: true }));
  await press('Enter');
  await expect(page.getByText('Voici l’idée.').first()).toBeVisible();
  await context.close();
});
