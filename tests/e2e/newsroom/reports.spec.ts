/** An error is reported on a fact, without an account; the staff answers; everybody reads the answer. */
import { expect, type Page, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { axeFaults, twoScreens } from '../axe.ts';
import { newsroom } from '../site.ts';
import { atWork, read } from './people.ts';

const form = '/laureats/biocycle/signaler';
const door = `${newsroom.address}/api/signalements`;

/** What is wrong with the page as it stands, for its readers and for validators. */
async function faultsOf(page: Page): Promise<string[]> {
  const checker = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] });
  const { results } = await checker.validateString(await page.content());
  const faults = results.flatMap(({ messages }) => messages.map(({ message }) => message));
  faults.push(...(await axeFaults(page, twoScreens)));
  return faults;
}

test('a reader reports an error on a fact, Pascale answers, everybody reads the answer', async ({ browser }) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ baseURL: newsroom.address, javaScriptEnabled: false });
  const reader = await context.newPage();
  const messages: string[] = [];
  reader.on('console', (message) => messages.push(message.text()));
  await reader.goto('/laureats/biocycle');
  await reader.locator('#fait-creation').hover();
  await reader.getByRole('link', { name: 'signaler une erreur sur « Création »' }).click();
  await expect(reader).toHaveURL(`${newsroom.address}${form}#erreur-creation`);

  await reader.locator('#erreur-creation').click();
  await reader.getByLabel('L’erreur, et ce qu’il faudrait lire').fill('La zibeline <b>dit</b> 2012 & non 2013.');
  await reader.getByLabel(/^Votre adresse électronique/).fill('lea@exemple.fr');
  await reader.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
  await expect(reader.getByText('Ce n’est pas encore envoyé.')).toBeVisible();
  await expect(reader.getByLabel('L’erreur, et ce qu’il faudrait lire')).toHaveValue(
    'La zibeline <b>dit</b> 2012 & non 2013.',
  );
  await expect(reader.locator('#erreur-creation input')).toBeChecked();
  // Nobody reads over in less than three seconds: what comes sooner is given back.
  await reader.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect(reader.getByText('C’est allé trop vite')).toBeVisible();
  await reader.waitForTimeout(3200);
  await reader.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect(reader.getByRole('heading', { level: 1, name: /^Signalement [a-z0-9]{8}$/ })).toBeVisible();
  const path = new URL(reader.url()).pathname;
  expect((await read(path)).html).toMatch(/noindex/);
  expect((await read(path)).html).not.toMatch(/zibeline|lea@/);
  expect(messages.filter((text) => !/status of 400/.test(text))).toEqual([]);
  expect(await context.cookies()).toEqual([]);

  const page = await atWork(browser, 'Pascale');
  await page.goto('/redaction');
  const queue = page.getByRole('region', { name: /^Erreurs signalées/ });
  await queue
    .getByRole('row', { name: /Biocycle Création/ })
    .getByRole('link')
    .click();
  await expect(page.getByText('La zibeline <b>dit</b> 2012 & non 2013.')).toBeVisible();
  expect(await page.content()).not.toContain('lea@');
  await page.getByRole('button', { name: 'Répondre en public' }).click();
  await expect(page.locator('.problems')).toContainText('Il manque la réponse');
  await page.getByLabel('Non retenu').check();
  await page.getByLabel('Réponse', { exact: true }).fill('Aucune source ne donne 2012.');
  await page.getByRole('button', { name: 'Répondre en public' }).click();
  await expect(page.locator('.done')).toContainText('La réponse est en ligne');

  await reader.reload();
  await expect(reader.getByText('Aucune source ne donne 2012.')).toBeVisible();
  await expect(reader.getByText('Non retenu').first()).toBeVisible();
  await page.context().close();
  await context.close();
});

test('the form, the form filled in again and the page of a report are valid and accessible', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await (await browser.newContext({ baseURL: newsroom.address })).newPage();
  await page.goto(form);
  expect(await faultsOf(page)).toEqual([]);
  await page.locator('#erreur-fiche').click();
  await page.getByLabel('L’erreur, et ce qu’il faudrait lire').fill('Une erreur de plus.');
  await page.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
  await expect(page.getByText('Ce n’est pas encore envoyé.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.waitForTimeout(3200);
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Signalement/ })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.context().close();
});

const good = {
  ...{ laureat: 'biocycle', fait: 'fiche', texte: 'Un texte.', document: '', courriel: '' },
  ...{ suite: '', cachet: '' },
};
const ours = { Origin: newsroom.address, 'Content-Type': 'application/x-www-form-urlencoded' };
const post = (body: BodyInit, headers: Record<string, string>, method = 'POST') =>
  fetch(door, { method, headers, body, redirect: 'manual' });
const encoded = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

for (const [words, status, send] of [
  ['no origin', 403, () => post(encoded(good), { 'Content-Type': ours['Content-Type'] })],
  ['another origin', 403, () => post(encoded(good), { ...ours, Origin: 'https://ailleurs.exemple' })],
  ['a body too long', 413, () => post(encoded({ ...good, texte: 'x'.repeat(17_000) }), ours)],
  ['JSON', 400, () => post(JSON.stringify(good), { ...ours, 'Content-Type': 'application/json' })],
  ['a field twice', 400, () => post(`${encoded(good)}&texte=y`, ours)],
  ['a key nobody asked for', 400, () => post(encoded({ ...good, state: 'accepted' }), ours)],
  ['a page that is not', 400, () => post(encoded({ ...good, laureat: '../../etc' }), ours)],
  ['the hidden field filled in', 400, () => post(encoded({ ...good, suite: 'http://x' }), ours)],
  ['no words', 400, () => post(encoded({ ...good, texte: '' }), ours)],
  ['another method', 405, () => post(encoded(good), ours, 'PUT')],
  ['a reading', 404, () => fetch(door)],
] as const) {
  test(`a report sent with ${words} is answered ${status}, in French, and gets no page`, async () => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).toMatch(/[éèà’]|page|formulaire|adresse/);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).not.toMatch(/unsafe|script-src/);
  });
}
