/** People of the newsroom, each at a browser of their own. */
import { type Browser, type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test';
import { newsroom } from '../site.ts';
import { accountOf, type Colleague, goodPassword, sessionOf } from './store.ts';

/** A browser of their own, already signed in. */
export async function atWork(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const token = await sessionOf(await accountOf(name));
  const context = await browser.newContext({ baseURL: newsroom.address, ...options });
  await context.addCookies([cookieOf(token)]);
  return context.newPage();
}

export const cookieOf = (token: string) => {
  return { name: 'palmares', value: token, url: newsroom.address, httpOnly: true, sameSite: 'Lax' as const };
};

/** Signs in at the door, with a backup code when a second factor is asked for. */
export async function signIn(page: Page, { email, codes }: Colleague): Promise<void> {
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe').fill(goodPassword);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  if (codes.length === 0) return;
  await page.getByLabel(/^Code de l’application/).fill(codes.pop() ?? '');
  await page.getByRole('button', { name: 'Continuer' }).click();
}

/** Saves the form of an entry and waits until the page says so. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect(page.getByText(/^Enregistré, révision/)).toBeVisible();
}

/** Waits until the scripts of an entry’s form run: the first thing they do is to tell that it is open. */
export async function awake(page: Page): Promise<void> {
  await page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes('/redaction/'));
}

/** Opens the form of an entry. */
export async function open(page: Page, edit: string): Promise<void> {
  await Promise.all([awake(page), page.goto(edit)]);
}

/** The words of the profile in plain French. */
export const plainOf = (page: Page) => page.getByLabel('En clair', { exact: true });

/** Puts a few words of the plain text in the place of others; the rest stays as it was written. */
export async function correct(page: Page, from: string, to: string): Promise<void> {
  const text = await plainOf(page).inputValue();
  expect(text).toContain(from);
  await plainOf(page).fill(text.replace(from, to));
}

export const taglineOf = (page: Page) => page.getByLabel('Phrase de la plaque');

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, wanted: Locator, most = 150): Promise<void> {
  await expect(wanted).toBeAttached();
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${wanted} is not reached by the Tab key in ${most} presses.`);
}

/** What a visitor without any script, cookie or cache reads at an address. */
export async function read(path: string): Promise<{ status: number; html: string; location: string }> {
  const answer = await fetch(`${newsroom.address}${path}`, { redirect: 'manual' });
  return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') ?? '' };
}

/** Whether a visitor reads these words at that address. */
export async function shows(path: string, words: string): Promise<boolean> {
  return (await read(path)).html.includes(words);
}
