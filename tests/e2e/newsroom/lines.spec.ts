import { expect, type Page, test } from '@playwright/test';
import { atWork, open, plainOf, save } from './people.ts';
import { laureateAt, revisionsOf } from './store.ts';

const founded = (page: Page) => page.locator('[id="facts.founded.claims"]');
const source = { label: 'Quand l’ESS parisienne booste l’emploi' };

async function claim(page: Page, index: number, words: string): Promise<void> {
  const named = (name: string) => page.locator(`[name="facts.founded.claims.${index}.${name}"]`);
  await named('source').selectOption(source);
  await named('value').fill(words);
  await named('place').fill('une page d’essai');
}

const claimsOf = (content: Record<string, unknown> | undefined): number => Object(content).facts.founded.claims.length;

test('Camille adds two claims at once, then saves both', async ({ browser }) => {
  const { edit, id } = await laureateAt('lkecowork');
  const page = await atWork(browser, 'Camille');
  const first = claimsOf((await revisionsOf(id)).at(-1));
  await open(page, edit);
  await founded(page).locator('> summary').click();
  await founded(page).getByText('Ajouter une affirmation').click();
  await claim(page, first, 'Un premier texte');
  await founded(page).getByRole('button', { name: 'Ajouter encore une affirmation' }).click();
  await expect(page.locator(`[name="facts.founded.claims.${first + 1}.source"]`)).toBeFocused();
  await claim(page, first + 1, 'Un second texte');
  await save(page);
  expect(claimsOf((await revisionsOf(id)).at(-1))).toBe(first + 2);
  await page.context().close();
});

test('without script the button keeps what is typed, saves nothing, and unfolds an empty line', async ({ browser }) => {
  const { edit, id } = await laureateAt('minima');
  const page = await atWork(browser, 'Camille', { javaScriptEnabled: false });
  const saved = await revisionsOf(id);
  const first = claimsOf(saved.at(-1));
  await page.goto(edit);
  await plainOf(page).fill('Un texte en cours.');
  await founded(page).locator('> summary').click();
  await founded(page).getByText('Ajouter une affirmation').click();
  await claim(page, first, 'Un premier texte');
  await founded(page).getByRole('button', { name: 'Ajouter encore une affirmation' }).click();
  await expect(page.getByText('rien n’est encore enregistré')).toBeVisible();
  await expect(plainOf(page)).toHaveValue('Un texte en cours.');
  await expect(page.locator(`[name="facts.founded.claims.${first}.value"]`)).toHaveValue('Un premier texte');
  await claim(page, first + 1, 'Un second texte');
  expect(await revisionsOf(id)).toHaveLength(saved.length);

  // Enter saves; it does not press the button that comes first in the form.
  await page.getByLabel('Note pour les collègues').press('Enter');
  await expect(page.getByText(/^Enregistré, révision/)).toBeVisible();
  const after = await revisionsOf(id);
  expect([after.length, claimsOf(after.at(-1))]).toEqual([saved.length + 1, first + 2]);
  await page.context().close();
});
