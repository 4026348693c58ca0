import { expect, test } from '@playwright/test';
import { everyPage } from './pages.ts';
import { site } from './site.ts';

const permanent = `${site.address}/laureats/biocycle/versions/1`;

test('every source mark of every page reaches a note, and every note comes back to each of its marks', async ({
  request,
}) => {
  const faults: string[] = [];
  let marks = 0;
  for (const page of await everyPage(request)) {
    const html = await (await request.get(page)).text();
    const notes = new Map(
      html
        .split('<li id="note-')
        .slice(1)
        .map((note) => [`note-${note.split('"')[0]}`, note]),
    );
    for (const [, id, note = ''] of html.matchAll(/<a id="(appel-[^"]+)" href="#([^"]+)"/g)) {
      marks += 1;
      if (!notes.get(note)?.includes(`href="#${id}"`)) faults.push(`${page}: ${id} → ${note}`);
    }
    for (const [id, note] of notes) if (!note.includes('href="#appel-')) faults.push(`${page}: ${id} leads nowhere`);
  }
  expect(marks).toBeGreaterThan(300);
  expect(faults).toEqual([]);
});

test('a journalist takes the citation of Biocycle whole in one click, in the form of their choice', async ({
  page,
}) => {
  await page.goto('/laureats/biocycle');
  const cite = page.getByRole('region', { name: 'Citer cette fiche' });
  const selected = () => page.evaluate(() => String(window.getSelection()));
  await cite.locator('.to-copy').first().click();
  expect(await selected()).toMatch(/^«\s?Biocycle\s?», .*version\s1 du\s\d+.*\/laureats\/biocycle\/versions\/1$/s);
  for (const [form, start] of [
    ['ISO 690', /Biocycle, édition\s2016 \[en ligne\]/],
    ['BibTeX', /^@misc\{biocycle-v1,/],
    ['CSL-JSON', /^\[\{/],
  ] as const) {
    await cite.locator('summary', { hasText: form }).click();
    await cite.locator('details[open] .to-copy').click();
    expect(await selected()).toMatch(start);
    expect(await selected()).toContain(permanent);
  }
  await expect(cite.locator('details[open]')).toHaveCount(1);
});

test('the citation is served as files, of their own type, naming the same version', async ({ request }) => {
  const bib = await request.get('/laureats/biocycle/citation.bib');
  expect(bib.headers()['content-type']).toBe('application/x-bibtex; charset=utf-8');
  expect(await bib.text()).toContain(`url = {${permanent}}`);
  const csl = await request.get('/laureats/biocycle/citation.json');
  expect(csl.headers()['content-type']).toBe('application/vnd.citationstyles.csl+json');
  expect(await csl.json()).toMatchObject([{ type: 'webpage', title: 'Biocycle', version: '1', URL: permanent }]);
  expect((await request.get('/laureats/personne/citation.json')).status()).toBe(404);
});

test('a paragraph and a fact show their own address when pointed at or reached by the keyboard', async ({ page }) => {
  await page.goto('/laureats/biocycle');
  const paragraph = page.locator('.prose p[id]').nth(1);
  const link = paragraph.getByRole('link', { name: 'Lien vers ce paragraphe' });
  await expect(link).toHaveCSS('opacity', '0');
  await paragraph.hover();
  await expect(link).toHaveCSS('opacity', '1');
  await page.mouse.move(0, 0);
  await expect(link).toHaveCSS('opacity', '0');
  await page.keyboard.press('Tab');
  await link.focus();
  await expect(link).toHaveCSS('opacity', '1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`#${await paragraph.getAttribute('id')}$`));
  const fact = page.locator('#fait-lieu');
  await fact.hover();
  await fact.getByRole('link', { name: 'Lien vers ce fait' }).click();
  await expect(page).toHaveURL(/#fait-lieu$/);
});
