/** Every sort of address of the back office, and what only the newsroom makes, tells a browser what the table says. */
import { expect, test } from '@playwright/test';
import { openForm } from '../../bench/posting.ts';
import { newsroom } from '../site.ts';
import { type Sort, untold } from '../told.ts';
import { atWork, signIn } from './people.ts';
import { accountOf, hire, laureateAt, sessionOf } from './store.ts';

let cookie = '';
let entry = '';
test.beforeAll(async () => {
  cookie = `palmares=${await sessionOf(await accountOf('Aminata'))}`;
  entry = (await laureateAt('biocycle')).edit;
});

const ask = (path: string, init: RequestInit = {}) => fetch(newsroom.address + path, { redirect: 'manual', ...init });
const signedIn = (path: string) => ask(path, { headers: { Cookie: cookie } });

const pages: [string, number, Sort][] = [
  ['/connexion', 200, 'desk'],
  ['/connexion/invitation/inconnue', 200, 'desk'],
  ['/redaction', 307, 'led'],
  ['/redaction/', 308, 'led'],
];
for (const [path, status, sort] of pages) {
  test(`${path}, asked for by nobody, is answered ${status}, as ${sort}`, async () => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(untold(sort, answer)).toEqual([]);
  });
}

const office: [string, Sort][] = [
  ['/redaction', 'desk'],
  ['/redaction/journal', 'desk'],
  ['{entry}', 'desk'],
  ['{entry}/apercu', 'preview'],
  ['{entry}/apercu/document', 'previewed'],
  ['/redaction/journal/export', 'table'],
];
for (const [path, sort] of office) {
  test(`${path}, asked for by an administrator, is answered as ${sort}`, async () => {
    const answer = await signedIn(path.replace('{entry}', entry));
    expect(answer.status).toBe(200);
    expect(untold(sort, answer)).toEqual([]);
  });
}

test('every script and sheet that its pages ask for is told as a file of the build', async () => {
  const files = new Set<string>();
  for (const answer of [ask('/connexion'), signedIn('/redaction'), signedIn(entry)])
    for (const [file] of (await (await answer).text()).matchAll(/\/_next\/static\/[\w/.~-]+\.(js|css)/g))
      files.add(file);
  expect([...files].filter((one) => one.endsWith('.js')).length).toBeGreaterThan(5);
  const faults: string[] = [];
  for (const file of files) {
    const answer = await ask(file);
    // A sheet that public pages have too is baked with them.
    const sort = answer.headers.has('last-modified') || file.endsWith('.js') ? 'built' : 'asset';
    faults.push(...untold(sort, answer).map((fault) => `${file}: ${fault}`));
  }
  expect(faults).toEqual([]);
});

test('who tried too often to sign in is told when to come back', async () => {
  const { fields } = await openForm(newsroom.address, '/connexion');
  const typed: Record<string, string> = { email: 'personne-du-tout@exemple.fr', password: 'pas le bon mot de passe' };
  const statuses: number[] = [];
  for (let tries = 0; tries < 6; tries += 1) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, typed[name] ?? value);
    const answer = await ask('/connexion', { method: 'POST', headers: { Origin: newsroom.address }, body });
    statuses.push(answer.status);
    if (answer.status === 429) expect(untold('patience', answer)).toEqual([]);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
});

test('each answer has a nonce of its own', async () => {
  const policies = await Promise.all(['/connexion', '/connexion'].map(async (path) => (await ask(path)).headers));
  expect(new Set(policies.map((one) => one.get('content-security-policy'))).size).toBe(2);
});

test('a report that is refused or shown again is kept nowhere', async () => {
  const send = (body: string) => {
    const headers = { Origin: newsroom.address, 'Content-Type': 'application/x-www-form-urlencoded' };
    return ask('/api/signalements', { method: 'POST', headers, body });
  };
  const refused = await send('laureat=personne&fait=fiche&texte=Une+erreur&document=&courriel=&suite=');
  expect([refused.status, ...untold('unheard', refused)]).toEqual([400]);
  const again = await send('laureat=biocycle&fait=fiche&texte=Une+erreur&document=&courriel=&suite=');
  expect(untold('form', again)).toEqual([]);
});

test('signing in gives one cookie, out of the reach of scripts and of other sites; signing out takes it away', async ({
  browser,
}) => {
  const colleague = await hire(`Odile-${Date.now()}`, 'contributor');
  const context = await browser.newContext({ baseURL: newsroom.address });
  const page = await context.newPage();
  await page.goto('/connexion');
  expect(await context.cookies()).toEqual([]);
  await signIn(page, colleague);
  await expect(page).toHaveURL(/\/redaction$/);
  const kept = await context.cookies();
  expect(kept).toMatchObject([{ name: 'palmares', path: '/', domain: 'localhost', httpOnly: true, sameSite: 'Lax' }]);
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).toHaveURL(/\/connexion/);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('an action’s answer says what its page says', async ({ browser }) => {
  const page = await atWork(browser, 'Pascale');
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.goto(entry);
  const headers = await (await answered).headersArray();
  const given = new Response(null, { headers: headers.map(({ name, value }) => [name, value] as [string, string]) });
  expect(untold('action', given)).toEqual([]);
  await page.context().close();
});
