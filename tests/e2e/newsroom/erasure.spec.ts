import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, type Page, expect as promptly, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { newsroom } from '../site.ts';
import { atWork, cookieOf, read, shows } from './people.ts';
import { draftOn, goodPassword, hire, laureateAt, reader, sessionOf, write } from './store.ts';

/** An erasure answers once the whole site was baked anew. */
const expect = promptly.configure({ timeout: 120_000 });

const reason = 'À la demande de la personne nommée.';

/** Every file of the data folder that holds the words, packed or not. */
async function holding(words: string): Promise<string[]> {
  const found: string[] = [];
  for (const one of await readdir(newsroom.dataDir, { recursive: true, withFileTypes: true })) {
    if (!one.isFile()) continue;
    const file = path.join(one.parentPath, one.name);
    const bytes = await readFile(file);
    const packed = one.name.endsWith('.zip') ? Object.values(unzipSync(bytes)).map((each) => Buffer.from(each)) : [];
    if (one.name.endsWith('.br')) packed.push(brotliDecompressSync(bytes));
    if (one.name.endsWith('.gz')) packed.push(gunzipSync(bytes));
    if ([bytes, ...packed].some((each) => each.includes(words))) found.push(path.relative(newsroom.dataDir, file));
  }
  return found;
}

/** Puts words online, in the plain text of a laureate and in its public note. @returns the number of the version */
async function publishWith(browser: Browser, slug: string, words: string): Promise<number> {
  const { edit, id } = await laureateAt(slug);
  await draftOn(slug, `Une phrase qui nomme ${words}, pour l’essai.`);
  const page = await atWork(browser, 'Pascale');
  await page.goto(`${edit}/publier`);
  await page.getByLabel(/^Note publique/).fill(`Une phrase de plus, vue avec ${words}.`);
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await expect(page.getByText('En ligne.', { exact: true })).toBeVisible();
  await page.context().close();
  return (await reader().entry.findUniqueOrThrow({ where: { id } })).liveVersion ?? 0;
}

/** Somebody who administers, at a browser of their own; `stale`: their password was given an hour ago. */
async function administrator(browser: Browser, name: string, stale: boolean, options: BrowserContextOptions = {}) {
  const { id } = await hire(name, 'administrator');
  const token = await sessionOf(id);
  const reauthenticatedAt = new Date(Date.now() - 3600_000);
  if (stale) await write((tx) => tx.session.updateMany({ where: { accountId: id }, data: { reauthenticatedAt } }));
  const context = await browser.newContext({ baseURL: newsroom.address, ...options });
  await context.addCookies([cookieOf(token)]);
  return context.newPage();
}

async function fillIn(page: Page, words: string): Promise<void> {
  await page.getByLabel('Mots à effacer').fill(words);
  await page.getByLabel('Raison, pour le public').fill(reason);
  await page.getByRole('button', { name: 'Chercher', exact: true }).click();
}
const eraseButton = (page: Page) => page.getByRole('button', { name: 'Effacer pour toujours' });

test('Agathe erases a name: listed first, asked who she is, then gone from every byte, and the public is told', async ({
  browser,
}) => {
  test.setTimeout(400_000);
  const name = 'Ysoline Quéméneur';
  const number = await publishWith(browser, 'la-cloche-ou-le-carillon', name);
  const version = `/laureats/la-cloche-ou-le-carillon/versions/${number}`;
  await expect.poll(() => shows('/laureats/la-cloche-ou-le-carillon/historique', name)).toBe(true);
  const before = (await read('/laureats/la-cloche-ou-le-carillon/versions/1')).html;
  expect((await holding(name)).length).toBeGreaterThan(5);

  const page = await administrator(browser, 'Agathe', true);
  await page.goto('/redaction/effacement');
  await fillIn(page, name);
  const list = page.getByRole('region', { name: /effacés ensemble/ });
  await expect(list.getByRole('listitem').filter({ hasText: 'En clair' })).toContainText(name);
  await expect(list.getByRole('listitem').filter({ hasText: 'Note publique' })).toContainText(name);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map((one) => one.id)).toEqual([]);
  expect(await shows('/laureats/la-cloche-ou-le-carillon', name)).toBe(true);

  await eraseButton(page).click();
  await expect(page.locator('#effacement .problems')).toContainText('Confirmez d’abord que c’est bien vous');
  expect(await shows('/laureats/la-cloche-ou-le-carillon', name)).toBe(true);
  await page.getByRole('link', { name: 'confirmez que c’est vous' }).click();
  await page.getByLabel('Votre mot de passe').fill(goodPassword);
  await page.getByRole('button', { name: 'Confirmer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Effacer des données personnelles');
  await fillIn(page, name);
  await eraseButton(page).click();
  await expect(page.locator('.done')).toContainText('Ni le site ni la base n’en gardent rien');

  expect(await holding(name)).toEqual([]);
  for (const address of [version, '/laureats/la-cloche-ou-le-carillon/historique']) {
    await page.goto(address);
    await expect(page.getByText(/des mots ont été effacés de cette version/)).toContainText(reason);
    await expect(page.locator('main')).toContainText('[effacé]');
    expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations.map((one) => one.id)).toEqual([]);
  }
  expect(await shows('/laureats/la-cloche-ou-le-carillon', 'nomme [effacé], pour l’essai')).toBe(true);
  expect((await read('/laureats/la-cloche-ou-le-carillon/versions/1')).html).toBe(before);
  await page.goto('/redaction/journal?action=erase');
  await expect(page.getByRole('row', { name: /efface des mots/ }).first()).toContainText('Agathe');
  await page.context().close();
});

test('without any script, the same', async ({ browser }) => {
  test.setTimeout(400_000);
  const name = 'Corentine Le Bihan';
  const number = await publishWith(browser, 'la-cloche-ou-le-carillon', name);
  const page = await administrator(browser, 'Solange', false, { javaScriptEnabled: false });
  await page.goto('/redaction/effacement');
  await page.getByRole('button', { name: 'Chercher', exact: true }).click();
  await expect(page.locator('.problems')).toContainText('Donnez les mots à effacer');
  await fillIn(page, name);
  await expect(page.getByLabel('Mots à effacer')).toHaveValue(name);
  await eraseButton(page).click();
  await expect(page.locator('.done')).toContainText('Ni le site ni la base');
  await expect(page.getByRole('region', { name: 'Effacements' })).toContainText('plus rien sur le disque');
  expect(await holding(name)).toEqual([]);
  expect(await shows(`/laureats/la-cloche-ou-le-carillon/versions/${number}`, 'des mots ont été effacés')).toBe(true);
  await page.context().close();
});
