import { type Browser, expect, type Page, test } from '@playwright/test';
import { builtPages } from '../../built.ts';
import { axeFaults, twoScreens } from '../axe.ts';
import { newsroom } from '../site.ts';
import { publicRoutes, routes, type Visitor } from './access.ts';
import { cookieOf, open, taglineOf } from './people.ts';
import { prepare, type Scene, sessionFor } from './scene.ts';

let scene: Scene;
test.beforeAll(async () => {
  scene = await prepare();
});

/** Every page of the back office, as the build names them. */
const pages = builtPages.filter((one) => !publicRoutes.includes(one));

async function pageFor(browser: Browser, visitor: Visitor): Promise<Page> {
  const context = await browser.newContext({ baseURL: newsroom.address });
  const token = await sessionFor(scene, visitor);
  if (token !== undefined) await context.addCookies([cookieOf(token)]);
  return context.newPage();
}

/** Somebody who is shown the page. */
const witnesses: Visitor[] = ['administrator', 'anonymous', 'second factor pending'];

for (const name of pages) {
  test(`axe finds nothing on ${name}, by day and by night, wide and narrow`, async ({ browser }) => {
    test.setTimeout(90_000);
    const route = routes[name];
    const who = witnesses.find((one) => route?.for[one] === 'shown');
    if (!route || !who) throw new Error(`Nobody is shown ${name}.`);
    const page = await pageFor(browser, who);
    await page.goto(scene.filled(route.at));
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    expect(await axeFaults(page, twoScreens)).toEqual([]);
    await page.context().close();
  });
}

const laureate = '/redaction/laureats/{laureate}';

/** A page, and what somebody does there that is refused. */
const mistakes: { at: string; shown?: string; who?: Visitor; make: (page: Page) => Promise<void> }[] = [
  { at: '/connexion', who: 'anonymous', make: (page) => press(page, 'Se connecter') },
  { at: '/connexion/code', who: 'second factor pending', make: (page) => press(page, 'Continuer') },
  { at: '/connexion/invitation/{link}', who: 'anonymous', make: (page) => press(page, 'Continuer') },
  { at: '/connexion/confirmation', make: (page) => press(page, 'Confirmer') },
  { at: '/connexion/second-facteur', make: (page) => press(page, 'Installer') },
  { at: '/redaction/compte', make: (page) => press(page, 'Changer le mot de passe') },
  { at: '/redaction/effacement', make: (page) => press(page, 'Chercher') },
  { at: '/redaction/equipe', make: (page) => press(page, 'Inviter') },
  { at: '/redaction/laureats/nouvelle', make: (page) => press(page, 'Créer le brouillon') },
  { at: `${laureate}/retrait`, make: (page) => press(page, 'Retirer la fiche du site') },
  { at: `${laureate}/adresse`, make: (page) => press(page, 'Changer l’adresse') },
  { at: `${laureate}/suivi`, make: (page) => press(page, 'Écrire la note') },
  { at: '/redaction/laureats/{draft}/publier', make: (page) => press(page, 'Publier') },
  { at: laureate, shown: 'a text too long', make: tooLong },
  { at: laureate, shown: 'a conflict', make: conflict },
];

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function tooLong(page: Page): Promise<void> {
  await taglineOf(page).fill('x'.repeat(200));
  await press(page, 'Enregistrer le brouillon');
}

/** The same person saves in another tab, over the same field. */
async function conflict(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await open(other, scene.filled(laureate));
  await taglineOf(other).fill(`Écrit à côté, à ${Date.now()}`);
  await press(other, 'Enregistrer le brouillon');
  await expect(other.getByText(/^Enregistré, révision/)).toBeVisible();
  await taglineOf(page).fill('Écrit ici');
  await press(page, 'Enregistrer le brouillon');
  await expect(page.getByRole('heading', { name: 'Deux textes pour le même champ' })).toBeVisible();
}

for (const { at, shown, who = 'administrator', make } of mistakes) {
  test(`axe finds nothing on ${at} while ${shown ?? 'a refusal'} is shown`, async ({ browser }) => {
    test.setTimeout(90_000);
    const page = await pageFor(browser, who);
    await page.goto(scene.filled(at));
    await make(page);
    await expect(page.locator('.problems').first()).toBeVisible();
    expect(await axeFaults(page, twoScreens)).toEqual([]);
    await page.context().close();
  });
}
