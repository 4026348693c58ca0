import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';

test('the whole archive is one click away, weighs what is announced, and its manifest is true', async ({
  page,
  request,
}) => {
  await page.goto('/presse');
  const [downloading] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Palmarès 2016, archive ZIP' }).click(),
  ]);
  expect(downloading.suggestedFilename()).toBe('palmares-2016.zip');
  const bytes = await (await request.get('/presse/palmares-2016.zip')).body();
  const said = (await page.locator('.press-download').textContent()) ?? '';
  const files = unzipSync(bytes);
  expect(said.replace(/\s/g, '')).toContain(`(${bytes.length}octets),${Object.keys(files).length}fichiers`);
  const inside = (name: string) => Buffer.from(files[`palmares-2016/${name}`] ?? []);
  const lines = inside('MANIFESTE.txt').toString('utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(Object.keys(files).length - 1);
  for (const line of lines) {
    const [hash, name = ''] = line.split('  ');
    expect(createHash('sha256').update(inside(name)).digest('hex'), name).toBe(hash);
  }
  expect(PNG.sync.read(inside('images/biocycle.png')).width).toBe(1200);
  expect(inside('LISEZMOI.txt').toString('utf8')).toContain('Licence Ouverte 2.0');
});

test('each laureate has its image, its text and its data, which say what the page says', async ({ request }) => {
  const press = await (await request.get('/presse')).text();
  const slugs = [...press.matchAll(/href="\/laureats\/([a-z0-9-]+)\/fiche\.json"/g)].map(([, slug]) => slug);
  expect(slugs).toHaveLength(10);
  for (const slug of slugs) {
    const data = await (await request.get(`/laureats/${slug}/fiche.json`)).json();
    const text = await (await request.get(`/laureats/${slug}/fiche.txt`)).text();
    expect(text.startsWith(`${data.nom}\n`)).toBe(true);
    expect(data).toMatchObject({ format: 'palmares/fiche/1', edition: 2016, version: 1 });
    expect(data.adresse).toContain(`/laureats/${slug}`);
    expect(JSON.stringify(data), 'names, never identities').not.toMatch(/"[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    const [marks, notes] = [text.split('\nSources\n')[0] ?? '', text.split('\nSources\n')[1] ?? ''];
    for (const [mark] of marks.matchAll(/\[\d+\]/g)) expect(notes, `${slug} ${mark}`).toContain(`\n${mark} `);
    for (const fact of data.faits) {
      if (fact.valeur !== null)
        expect(fact.affirmations.length > 0 || fact.sans_source_parce_que, fact.libelle).toBeTruthy();
    }
  }
});

test('the figures are given with their sources, and no contact stands there while none is set', async ({
  page,
  request,
}) => {
  await page.goto('/presse');
  await expect(page.getByRole('heading', { name: 'Contact' })).toHaveCount(0);
  const figures = await (await request.get('/presse/chiffres-2016.json')).json();
  expect(figures.chiffres.length).toBeGreaterThan(3);
  for (const { libelle } of figures.chiffres)
    await expect(page.locator('.fact-box').getByText(libelle, { exact: true })).toBeVisible();
  const text = await (await request.get('/presse/chiffres-2016.txt')).text();
  for (const { valeur } of figures.chiffres) expect(text).toContain(valeur);
});
