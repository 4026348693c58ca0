import { expect, test } from '@playwright/test';
import { newsroom } from '../site.ts';
import { type Sort, untold } from '../told.ts';
import { atWork, open, read, save, shows, taglineOf } from './people.ts';
import { laureateAt } from './store.ts';

/** What is wrong with the headers at an address. */
const missedAt = async (path: string, sort: Sort) =>
  untold(sort, await fetch(newsroom.address + path, { redirect: 'manual' }));

/** The lists follow with the whole bake, which takes its time on a busy machine. */
const wholeBake = { timeout: 60_000 };

/** Every place that lists what is online. */
const lists = ['/laureats', '/sitemap.xml', '/plan-du-site'];
const listed = async (href: string) =>
  (await Promise.all(lists.map(read))).map(({ html }) => html.includes(`${href}<`) || html.includes(`${href}"`));

test('Pascale withdraws a profile with a notice: 410, gone from every list; then puts it back', async ({ browser }) => {
  test.setTimeout(180_000);
  const { edit, href } = await laureateAt('les-talents-d-alphonse');
  expect(await listed(href)).toEqual([true, true, true]);
  const page = await atWork(browser, 'Pascale');
  await page.goto(`${edit}/retrait`);
  await page.getByRole('button', { name: 'Retirer la fiche du site' }).click();
  await expect(page.locator('.problems')).toContainText('Il manque l’avis public');
  expect((await read(href)).status).toBe(200);

  await page.getByRole('textbox', { name: 'Avis public' }).fill('Retirée à la demande de l’association.');
  await page.getByRole('button', { name: 'Retirer la fiche du site' }).click();
  await expect(page.getByRole('heading', { name: 'Remettre en ligne' })).toBeVisible();
  const gone = await read(href);
  expect(gone.status).toBe(410);
  expect(gone.html.includes('Retirée à la demande de l’association.')).toBe(true);
  expect(gone.html.includes('Des jeunes veulent apprendre')).toBe(false);
  await expect.poll(() => listed(href), wholeBake).toEqual([false, false, false]);
  const card = await page.request.get(`${href}/carte`);
  expect(card.status()).toBe(410);
  expect(await card.text()).toContain('Retirée à la demande de l’association.');
  expect(card.headers()['content-security-policy']).toContain('frame-ancestors *');

  await page.getByLabel('Note publique').fill('L’association est d’accord.');
  await page.getByRole('button', { name: 'Remettre la fiche en ligne' }).click();
  await expect(page.getByRole('heading', { name: 'Retirer du site' })).toBeVisible();
  const back = await read(href);
  expect(back.status).toBe(200);
  expect(back.html.includes('Des jeunes veulent apprendre')).toBe(true);
  await expect.poll(() => listed(href), wholeBake).toEqual([true, true, true]);
  await page.context().close();
});

test('Pascale withdraws a profile published by mistake: 410, and not a word of it', async ({ browser }) => {
  const { edit, href } = await laureateAt('ticket-for-change');
  const page = await atWork(browser, 'Pascale');
  await page.goto(`${edit}/retrait`);
  await page.getByLabel(/^Publié par erreur/).check();
  await page.getByRole('button', { name: 'Retirer la fiche du site' }).click();
  await expect(page.getByRole('heading', { name: 'Remettre en ligne' })).toBeVisible();
  const gone = await read(href);
  expect(gone.status).toBe(410);
  expect(gone.html.includes('Ticket for change')).toBe(false);
  expect(await missedAt(href, 'page')).toEqual([]);
  expect(gone.html.includes('entrepreneuriat')).toBe(false);
  await page.getByLabel('Note publique').fill('Ce n’était pas une erreur.');
  await page.getByRole('button', { name: 'Remettre la fiche en ligne' }).click();
  await expect(page.getByRole('heading', { name: 'Retirer du site' })).toBeVisible();
  expect((await read(href)).status).toBe(200);
  await page.context().close();
});

test('Pascale renames a profile: the old address leads to the new, until she undoes it', async ({ browser }) => {
  const slug = 'croix-rouge-insertion-logis-cite';
  const { edit, href } = await laureateAt(slug);
  const page = await atWork(browser, 'Pascale');
  await page.goto(`${edit}/adresse`);
  await page.getByLabel('Nouvelle fin d’adresse').fill('biocycle');
  await page.getByRole('button', { name: 'Changer l’adresse' }).click();
  await expect(page.locator('.problems')).toBeVisible();
  expect((await read(href)).status).toBe(200);

  await page.getByLabel('Nouvelle fin d’adresse').fill('logis-cite');
  await page.getByRole('button', { name: 'Changer l’adresse' }).click();
  await expect(page.getByText('Adresse actuelle')).toContainText('/laureats/logis-cite');
  expect((await read('/laureats/logis-cite')).status).toBe(200);
  expect(await read(href)).toMatchObject({ status: 301, location: '/laureats/logis-cite' });
  expect(await missedAt(href, 'moved')).toEqual([]);

  await page.getByRole('button', { name: 'Reprendre cette adresse' }).click();
  await expect(page.getByText('Adresse actuelle')).toContainText(href);
  expect((await read(href)).status).toBe(200);
  expect(await read('/laureats/logis-cite')).toMatchObject({ status: 301, location: href });
  await page.context().close();
});

test('Camille saves a draft but is given no button to publish, withdraw, rename or restore', async ({ browser }) => {
  const { edit } = await laureateAt('croix-rouge-insertion-logis-cite');
  const page = await atWork(browser, 'Camille');
  await open(page, edit);
  await taglineOf(page).fill('Parler d’énergie entre locataires');
  await save(page);
  for (const last of ['publier', 'retrait', 'adresse', 'historique', 'apercu']) {
    await page.goto(`${edit}/${last}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const buttons = await page.locator('main').getByRole('button').allTextContents();
    expect(buttons.filter((text) => !/^Comparer/.test(text))).toEqual([]);
    await expect(page.locator('main').getByRole('link', { name: 'Publier…' })).toHaveCount(0);
  }
  await page.goto('/redaction/publier');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’est pas pour votre rôle');
  expect(await shows('/laureats', 'Parler d’énergie entre locataires')).toBe(false);
  await page.context().close();
});
