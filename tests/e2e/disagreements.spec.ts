import { expect, test } from '@playwright/test';
import { everyPage } from './pages.ts';

type Disagreement = {
  page: string;
  fact: string;
  /** Each value, and who says it. */
  sides: [value: string, who: string][];
  /** How the editors’ choice begins. */
  choice: string | RegExp;
  /** How the page calls it, when it is not between sources. */
  named?: string;
};

const article = '« Quand l’ESS parisienne booste l’emploi »';

const disagreements: Disagreement[] = [
  {
    ...{ page: '/laureats/biocycle', fact: 'creation', choice: /^Non tranché\./ },
    sides: [
      ['Création en 2013', 'Mediatico'],
      ['Collectif dès 2014', 'L’important'],
      ['Association créée en 2015', 'Résolis'],
    ],
  },
  {
    ...{ page: '/laureats/activaction', fact: 'nom', choice: 'Le site écrit le nom comme l’article' },
    sides: [
      ['ActivAction', article],
      ['Activ’Action', 'L’Étudiant'],
    ],
  },
  {
    ...{ page: '/laureats/lkecowork', fact: 'nom', choice: 'Le site écrit le nom comme l’article' },
    sides: [
      ['LKEcowork', article],
      ['LK Ecowork, ou LK ECOWORK', 'Les Beaux Jours'],
    ],
  },
  {
    ...{
      page: '/laureats/croix-rouge-insertion-logis-cite',
      fact: 'nom',
      choice: 'Le site écrit le nom comme l’article',
    },
    sides: [
      ['Croix Rouge Insertion-Logis Cité', article],
      ['Croix-Rouge Insertion – LogisCité', 'CDC Habitat'],
    ],
  },
  {
    ...{
      page: '/laureats/la-cloche-ou-le-carillon',
      fact: 'nom',
      choice: /La Cloche est l’association et Le Carillon son réseau/,
    },
    sides: [
      ['La Cloche ou le Carillon', article],
      ['Le Carillon', 'Konbini'],
    ],
  },
  {
    ...{
      page: '/editions/2016',
      fact: 'dix-pepites',
      named: 'La source dit plusieurs choses',
      choice: /neuf trophées et un prix honorifique/,
    },
    sides: [
      ['Dix « pépites » sont annoncées', article],
      ['La liste compte neuf entrées', article],
      ['Un prix honorifique revient à Ticket for change', article],
    ],
  },
  {
    ...{ page: '/editions/2016', fact: 'duree', choice: /Les deux repères de l’article peuvent donc être exacts/ },
    sides: [
      ['Les trophées sont délivrés depuis six ans', article],
      ['La mairie organise les trophées depuis 2009', article],
    ],
  },
  {
    ...{ page: '/editions/2016', fact: 'organismes-soutenus', choice: /^Nous retenons «\s?une cinquantaine\s?»/ },
    sides: [
      ['Une cinquantaine d’organismes soutenus', article],
      ['Une soixantaine de porteurs de projets soutenus', 'Règlement 2016'],
    ],
  },
];

for (const { page: path, fact, sides, choice, named = 'Les sources divergent' } of disagreements) {
  test(`${path}, ${fact}: both values, who says which, and the editors’ choice`, async ({ page }) => {
    await page.goto(path);
    const link = page.locator(`#fait-${fact}`).getByRole('link', { name: named });
    await link.click();
    const told = page.locator(`#choix-${fact}`);
    await expect(told).toBeInViewport();
    await expect(told).toContainText(named);
    for (const [value, who] of sides) {
      const side = told
        .getByRole('listitem')
        .filter({ has: page.locator('strong').getByText(value, { exact: true }) })
        .first();
      await expect(side).toContainText('selon');
      await expect(side).toContainText(who);
      await expect(side.locator('.calls a').first()).toHaveAttribute('href', /^#note-\d+$/);
    }
    await expect(told.locator('dd > p').last()).toContainText(choice);
  });
}

test('the home page says of a figure that sources disagree on it, and leads to who says what', async ({ page }) => {
  await page.goto('/');
  const figure = page.locator('.figures > div').filter({ hasText: '≈ 50' });
  await figure.getByRole('link', { name: 'les sources divergent' }).click();
  await expect(page.locator('#choix-organismes-soutenus')).toBeInViewport();
});

test('a claim that is set aside says why, on the profile and on the page of its source', async ({ page }) => {
  const reason = 'Ce mot dit une façon d’entreprendre, pas une forme juridique.';
  await page.goto('/laureats/les-talents-d-alphonse');
  await expect(page.locator('#choix-forme')).toContainText(`Écarté. ${reason}`);
  await page.goto('/sources/notre-temps-talents-d-alphonse');
  await expect(page.getByRole('listitem').filter({ hasText: 'Start-up' })).toContainText(`écartée : ${reason}`);
});

test('every claim on the page of a source leads to the fact it is about', async ({ request }) => {
  const ids = new Map<string, Set<string | undefined>>();
  const missing: string[] = [];
  let followed = 0;
  for (const source of (await everyPage(request)).filter((path) => path.startsWith('/sources/'))) {
    const html = await (await request.get(source)).text();
    for (const [, path = '', id = ''] of html.matchAll(/href="(\/[^"#]+)#(fait-[^"]+)"/g)) {
      if (!ids.has(path)) {
        const page = await (await request.get(path)).text();
        ids.set(path, new Set([...page.matchAll(/\bid="([^"]+)"/g)].map(([, one]) => one)));
      }
      followed += 1;
      if (!ids.get(path)?.has(id)) missing.push(`${source} → ${path}#${id}`);
    }
  }
  expect(followed).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});
