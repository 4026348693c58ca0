import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { codeOf, goodPassword } from '../../hire.ts';
import { drill } from '../site.ts';
import { bakedPublication, closeStore, hire, publicFiles, reader, run, start } from './house.ts';

/** What is kept elsewhere: the last backup, and the key. */
const elsewhere = `${drill.dataDir}-elsewhere`;
const words = 'Biocycle vient la chercher à vélo.';

async function signIn(page: Page, email: string, codes: string[]): Promise<void> {
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe').fill(goodPassword);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  for (const code of codes) {
    await page.getByLabel(/^Code de l’application/).fill(code);
    await page.getByRole('button', { name: 'Continuer' }).click();
    if (code !== codes.at(-1))
      await expect(page.getByRole('link', { name: /^Ce code n’est pas le bon/ })).toBeVisible();
  }
  await expect(page).toHaveURL(/\/redaction$/);
}

/** Changes the plain words of a profile, and puts them online. */
async function publish(page: Page): Promise<void> {
  const { id } = await reader().entry.findFirstOrThrow({ where: { kind: 'laureate', slug: 'biocycle' } });
  const awake = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await Promise.all([awake, page.goto(`/redaction/laureats/${id}`)]);
  await page.getByLabel('En clair', { exact: true }).fill(words);
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect(page.getByText(/^Enregistré, révision/)).toBeVisible();
  await page.goto(`/redaction/laureats/${id}/publier`);
  await page.getByLabel(/^Note publique/).fill('La phrase est corrigée.');
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await expect(page.getByText('En ligne.', { exact: true })).toBeVisible();
}

/** Makes a backup while the site runs, and takes it and the key elsewhere. @returns the file */
async function backUp(): Promise<string> {
  expect(await run('backup.ts')).toMatchObject({ code: 0, said: expect.stringContaining('Sauvegarde faite et relue') });
  const [name = '', ...more] = await readdir(path.join(drill.dataDir, 'backups'));
  expect(more).toEqual([]);
  await rm(elsewhere, { recursive: true, force: true });
  await mkdir(elsewhere);
  await rename(path.join(drill.dataDir, 'backups', name), path.join(elsewhere, name));
  const key = await readFile(path.join(drill.dataDir, 'secret.key'));
  await writeFile(path.join(elsewhere, 'secret.key'), key, { mode: 0o600 });
  return path.join(elsewhere, name);
}

test('everything is deleted, then restored: the same public files, and everybody signs in again', async ({ page }) => {
  test.setTimeout(600_000);
  await rm(drill.dataDir, { recursive: true, force: true });
  let stop = await start();
  try {
    const pascale = await hire('Pascale', 'publisher');
    await page.goto('/redaction');
    await signIn(page, pascale.email, pascale.codes.slice(0, 1));
    await publish(page);
    await expect.poll(bakedPublication, { timeout: 60_000 }).toBe(2);
    const before = await publicFiles();
    expect(Object.keys(before).length).toBeGreaterThan(100);
    const file = await backUp();
    const refused = await run('restore.ts', file);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('Un autre processus') });
    await closeStore();
    await stop();

    await rm(drill.dataDir, { recursive: true });
    await mkdir(drill.dataDir);
    await rename(path.join(elsewhere, 'secret.key'), path.join(drill.dataDir, 'secret.key'));
    const lost = await run('start.ts');
    expect(lost).toMatchObject({
      code: 78,
      said: expect.stringContaining('alors que ce site a déjà servi (secret.key)'),
    });
    const restored = await run('restore.ts', file);
    expect(restored).toMatchObject({ code: 0, said: expect.stringMatching(/Sessions fermées : [1-9]/) });
    expect(restored.said).not.toContain('clé secrète');

    stop = await start();
    expect(await publicFiles()).toEqual(before);
    expect(await (await fetch(`${drill.address}/laureats/biocycle`)).text()).toContain(words);
    await page.goto('/redaction');
    await expect(page).toHaveURL(/\/connexion/);
    // A backup code not used before is void, the device is not.
    await signIn(page, pascale.email, [pascale.codes[1] ?? '', codeOf(pascale.secret, 1)]);
    await expect(page.getByRole('heading', { name: 'Sauvegardes' })).toBeVisible();

    expect(await run('doctor.ts')).toMatchObject({ code: 1, said: expect.stringContaining('✗ Dernière sauvegarde') });
    expect(await run('backup.ts')).toMatchObject({ code: 0 });
    expect(await run('doctor.ts')).toMatchObject({ code: 0, said: expect.stringContaining('Tout tient.') });
    await page.reload();
    await expect(page.getByRole('region', { name: 'Sauvegardes' })).toContainText('À jour. La dernière est du');
  } finally {
    await stop();
    await closeStore();
  }
});
