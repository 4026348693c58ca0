import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { newsroom } from '../site.ts';
import { codeOf, goodPassword } from './store.ts';

test.describe.configure({ mode: 'serial' });

/** `npm run staff`, beside the running server. @returns what it prints */
async function staff(...words: string[]): Promise<string> {
  const { dataDir, port, root } = newsroom;
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: 'localhost', SITE_URL: '' };
  const file = path.join(root, 'bin', 'staff.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...words], { env, cwd: root });
  return stdout;
}

/** Opens an invitation in a new browser and chooses a password. */
async function accept(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: newsroom.address });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Nouveau mot de passe').fill(goodPassword);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page).not.toHaveURL(/invitation/);
  return page;
}

/** Sets the second factor up from the key written under the picture. @returns the key */
async function setUpSecondFactor(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Installer le second facteur');
  await expect(page.getByRole('img', { name: 'La clé, à scanner' }).locator('svg')).toBeVisible();
  const secret = (await page.locator('.qr code').textContent()) ?? '';
  await page.getByLabel('Code affiché par l’application').fill(codeOf(secret));
  await page.getByRole('button', { name: 'Installer' }).click();
  await expect(page.locator('.codes li')).toHaveCount(10);
  await page.getByRole('link', { name: /J’ai rangé mes codes/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bureau');
  return secret;
}

async function invited(page: Page, name: string, role: string): Promise<string> {
  await page.goto('/redaction/equipe');
  await page.getByLabel('Nom', { exact: true }).fill(name);
  await page.getByLabel('Adresse électronique').fill(`${name.toLowerCase()}@exemple.fr`);
  await page.getByRole('radio', { name: role }).check();
  await page.getByRole('button', { name: 'Inviter' }).click();
  const link = page.getByLabel('Lien à copier');
  await expect(link).toHaveValue(/\/connexion\/invitation\//);
  return link.inputValue();
}

let aminata: Page;

test('nobody has an account until the console makes Aminata’s, by a link that works once', async ({ browser }) => {
  expect(await staff('list')).toContain('Personne encore');
  const printed = await staff(
    ...['create', '--email', 'aminata@exemple.fr', '--name', 'Aminata', '--role', 'administrator'],
  );
  const link = /http\S+/.exec(printed)?.[0] ?? '';
  const context = await browser.newContext({ baseURL: newsroom.address });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Nouveau mot de passe').fill('palmares2016');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.locator('.problems')).toContainText('trop court');
  await context.close();

  aminata = await accept(browser, link);
  await aminata.goto('/redaction/equipe');
  await expect(aminata).toHaveURL(/\/connexion\/second-facteur/);
  await aminata.goto('/connexion/second-facteur');
  await setUpSecondFactor(aminata);
  await aminata.goto(link);
  await expect(aminata.getByRole('heading', { level: 1 })).toHaveText('Ce lien ne sert plus');
});

test('Aminata invites Pascale, who sets up her second factor, signs out and signs in with a code', async ({
  browser,
}) => {
  const pascale = await accept(browser, await invited(aminata, 'Pascale', 'Éditeur'));
  const secret = await setUpSecondFactor(pascale);
  await pascale.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(pascale.getByRole('heading', { level: 1 })).toHaveText('Connexion à la rédaction');
  await pascale.goto('/redaction/laureats');
  await expect(pascale).toHaveURL(/\/connexion\?suite=/);
  await pascale.getByLabel('Adresse électronique').fill('pascale@exemple.fr');
  await pascale.getByLabel('Mot de passe').fill('quatre girafes dorment dehors');
  await pascale.getByRole('button', { name: 'Se connecter' }).click();
  await expect(pascale.locator('.problems')).toContainText('n’est pas le bon');
  await expect(pascale.getByLabel('Adresse électronique')).toHaveValue('pascale@exemple.fr');
  await pascale.getByLabel('Mot de passe').fill(goodPassword);
  await pascale.getByRole('button', { name: 'Se connecter' }).click();
  await expect(pascale.getByRole('heading', { level: 1 })).toHaveText('Votre code');
  await pascale.goto('/redaction');
  await expect(pascale).toHaveURL(/\/connexion\/code/);
  // The code of her set-up was used up with it: the next one is good already.
  await pascale.goto('/connexion/code?suite=/redaction/laureats');
  await pascale.getByLabel(/^Code de l’application/).fill(codeOf(secret, 1));
  await pascale.getByRole('button', { name: 'Continuer' }).click();
  await expect(pascale.getByRole('heading', { level: 1 })).toHaveText('Lauréats');
  await pascale.context().close();
});

test('Aminata invites Camille, who writes without a second factor and sees neither team nor journal', async ({
  browser,
}) => {
  const camille = await accept(browser, await invited(aminata, 'Camille', 'Contributeur'));
  await expect(camille.getByRole('heading', { level: 1 })).toHaveText('Bureau');
  const parts = camille.getByRole('navigation', { name: 'Rédaction' });
  await expect(parts.getByRole('link', { name: 'Lauréats' })).toBeVisible();
  await expect(parts.getByRole('link', { name: 'Équipe' })).toHaveCount(0);
  await expect(parts.getByRole('link', { name: 'Journal' })).toHaveCount(0);
  await camille.goto('/redaction/equipe');
  await expect(camille.getByRole('heading', { level: 1 })).toHaveText('Cette page n’est pas pour votre rôle');
  await camille.context().close();
  await aminata.goto('/redaction/equipe');
  await expect(aminata.getByRole('row')).toHaveCount(4);
  await aminata.context().close();
});
