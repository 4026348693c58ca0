import { expect, type Page, test } from '@playwright/test';
import { atWork, awake, open, plainOf, save, signIn, taglineOf } from './people.ts';
import { accountOf, endSessionsOf, hire, laureateAt, revisionsOf } from './store.ts';

test('Camille and Pascale change different fields at once: both are kept, and the second is told', async ({
  browser,
}) => {
  const { edit, id } = await laureateAt('activaction');
  const [camille, pascale] = [await atWork(browser, 'Camille'), await atWork(browser, 'Pascale')];
  for (const page of [camille, pascale]) await open(page, edit);
  await expect(pascale.locator('.presence')).toContainText('Camille a aussi cette fiche ouverte');
  await taglineOf(camille).fill('Sans emploi, jamais sans projet');
  await plainOf(pascale).fill('On cherche un emploi ensemble, et on y arrive.');
  await save(pascale);
  await save(camille);
  await expect(camille.locator('.from-others')).toContainText('En clair');
  await expect(plainOf(camille)).toHaveValue(/^On cherche un emploi ensemble/);
  const last = (await revisionsOf(id)).at(-1);
  expect(last?.tagline).toBe('Sans emploi, jamais sans projet');
  expect(last?.plain).toBe('On cherche un emploi ensemble, et on y arrive.');
  for (const page of [camille, pascale]) await page.context().close();
});

test('Camille and Pascale change the same field at once: Camille sees both texts, and writes a third', async ({
  browser,
}) => {
  const { edit, id } = await laureateAt('coworkcreche');
  const [camille, pascale] = [await atWork(browser, 'Camille'), await atWork(browser, 'Pascale')];
  for (const page of [camille, pascale]) await open(page, edit);
  await taglineOf(pascale).fill('Un bureau qui accueille les tout-petits');
  await save(pascale);
  await taglineOf(camille).fill('Un bureau partagé, une crèche à côté');
  await plainOf(camille).fill('On travaille, les enfants jouent à côté.');
  await camille.getByRole('button', { name: 'Enregistrer le brouillon' }).click();

  await expect(camille.getByRole('heading', { name: 'Deux textes pour le même champ' })).toBeVisible();
  const field = camille.getByRole('group', { name: 'Phrase de la plaque' });
  const [mine, theirs] = [field.locator('.word-difference').first(), field.locator('.word-difference').last()];
  await expect(mine.locator('ins')).toHaveText(', une crèche à côté');
  await expect(theirs.locator('ins')).toHaveText('qui accueille les');
  await expect(field.getByLabel(/^Troisième texte/)).toHaveValue('Un bureau partagé, une crèche à côté');
  expect(await revisionsOf(id)).toHaveLength(2);
  await field.getByLabel('Écrire un troisième texte').check();
  await field.getByLabel(/^Troisième texte/).fill('Un bureau, et une crèche pour les tout-petits');
  await camille.getByRole('button', { name: 'Enregistrer mes choix' }).click();
  await expect(camille.getByText(/^Enregistré, révision 3/)).toBeVisible();

  const [, hers, last] = await revisionsOf(id);
  expect(hers?.tagline).toBe('Un bureau qui accueille les tout-petits');
  expect(last?.tagline).toBe('Un bureau, et une crèche pour les tout-petits');
  expect(last?.plain).toBe('On travaille, les enfants jouent à côté.');
  for (const page of [camille, pascale]) await page.context().close();
});

test('two tabs of the same person are two people at once', async ({ browser }) => {
  const { edit, id } = await laureateAt('belleville-citoyenne');
  const before = (await revisionsOf(id)).length;
  const one = await atWork(browser, 'Camille');
  const other = await one.context().newPage();
  for (const page of [one, other]) await open(page, edit);
  await taglineOf(one).fill('Apprendre les métiers du numérique');
  await save(one);
  await taglineOf(other).fill('Repartir avec un métier du numérique');
  await other.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  const field = other.getByRole('group', { name: 'Phrase de la plaque' });
  await expect(field).toContainText('Repartir avec un métier du numérique');
  await field.getByLabel('Prendre celui de').check();
  await other.getByRole('button', { name: 'Enregistrer mes choix' }).click();
  await expect(other.locator('.save-told')).toContainText(`révision ${before + 1}`);
  await expect(taglineOf(other)).toHaveValue('Apprendre les métiers du numérique');
  expect(await revisionsOf(id)).toHaveLength(before + 1);
  await one.context().close();
});

test('Ines types, her session ends, she signs in again and takes her unsaved text back', async ({ browser }) => {
  const ines = await hire('Ines', 'contributor');
  const { edit, id } = await laureateAt('la-cloche-ou-le-carillon');
  const before = (await revisionsOf(id)).length;
  const page = await atWork(browser, 'Ines');
  await open(page, edit);
  await taglineOf(page).fill('Des voisins et des commerçants qui ouvrent leur porte');
  const copy = () => page.evaluate(() => Object.values(localStorage).join());
  await expect.poll(copy).toContain('ouvrent leur porte');
  await endSessionsOf(await accountOf('Ines'));
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect(page).toHaveURL(/\/connexion\?suite=/);
  expect(await revisionsOf(id)).toHaveLength(before);

  await signIn(page, ines);
  await expect(page).toHaveURL(new RegExp(`${edit}$`));
  await expect(taglineOf(page)).toHaveValue('Commerçants et voisins, pour les sans-domicile');
  await page.getByRole('button', { name: 'Reprendre ce texte' }).click();
  await expect(taglineOf(page)).toHaveValue('Des voisins et des commerçants qui ouvrent leur porte');
  await save(page);
  await page.reload();
  await expect(taglineOf(page)).toHaveValue('Des voisins et des commerçants qui ouvrent leur porte');
  await expect(page.getByRole('button', { name: 'Reprendre ce texte' })).toHaveCount(0);
  await page.context().close();
});

/** Holds the scripts of the pages back. @returns how to let them come */
async function withScriptsLate(page: Page): Promise<() => void> {
  const late = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    await late.promise;
    await route.continue();
  });
  return late.resolve;
}

test('what Camille types before the scripts of the page have come stays typed', async ({ browser }) => {
  const { edit } = await laureateAt('biocycle');
  const page = await atWork(browser, 'Camille');
  const come = await withScriptsLate(page);
  await page.goto(edit, { waitUntil: 'commit' });
  await taglineOf(page).fill('Une phrase tapée sans attendre');
  await plainOf(page).fill('Un texte tapé sans attendre.');
  const ready = awake(page);
  come();
  await ready;
  await expect(taglineOf(page)).toHaveValue('Une phrase tapée sans attendre');
  await expect(plainOf(page)).toHaveValue('Un texte tapé sans attendre.');
  await page.context().close();
});

test('what Camille types while the scripts take the page over stays typed', async ({ browser }) => {
  const { edit } = await laureateAt('biocycle');
  const page = await atWork(browser, 'Camille');
  const come = await withScriptsLate(page);
  await page.goto(edit, { waitUntil: 'commit' });
  await expect(plainOf(page)).not.toHaveValue('');
  await plainOf(page).evaluate((plain: HTMLTextAreaElement) => {
    // What was typed before has been seen; React is about to say what the server wrote in it, and then sets it so.
    Object.defineProperty(plain, 'defaultValue', {
      configurable: true,
      set(text: string) {
        Reflect.deleteProperty(plain, 'defaultValue');
        plain.value = 'Un texte tapé entre-temps.';
        plain.dispatchEvent(new Event('input', { bubbles: true }));
        plain.defaultValue = text;
      },
    });
  });
  const ready = awake(page);
  come();
  await ready;
  await expect(plainOf(page)).toHaveValue('Un texte tapé entre-temps.');
  await page.context().close();
});
