/** Part « newsroom »: what people of the newsroom wait for, from a click or a request of the real application. */
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { openBrowser } from './browsing.ts';
import { openCounter } from './counting.ts';
import { median, percentile, say } from './figures.ts';
import { monotonic, whenShown } from './http.ts';
import { openForm, type Sender, saveByScript, sendForm } from './posting.ts';
import { type MeasuredSite, openSite } from './site.ts';
import type { Line, PartResult } from './verdict.ts';

const slug = 'biocycle';
const page = `/laureats/${slug}`;

async function signedIn(browser: Browser, address: string, token: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  await context.addCookies([{ name: 'palmares', value: token, url: address, httpOnly: true, sameSite: 'Lax' }]);
  return context.newPage();
}

/**
 * Publishes a draft by a click.
 * @returns milliseconds from the click to the words served to the public, and to « En ligne » on the editor’s screen
 */
async function clickToOnline(site: MeasuredSite, tab: Page): Promise<{ served: number; told: number }> {
  const words = `Phrase de mesure ${randomBytes(6).toString('hex')}.`;
  const { entryId } = await site.draft(slug, words);
  await tab.goto(`${site.address}/redaction/laureats/${entryId}/publier`, { waitUntil: 'networkidle' });
  await tab.getByLabel('Note publique').fill('Mesure de vitesse.');
  const button = tab.getByRole('button', { name: 'Publier', exact: true });
  await button.hover();
  const clicked = monotonic();
  const served = whenShown(site.address + page, words);
  await tab.mouse.down();
  await tab.mouse.up();
  await tab.getByText('En ligne.', { exact: true }).waitFor();
  const told = monotonic() - clicked;
  return { served: (await served) - clicked, told };
}

type Measure = { times: number; suffix: string; atMost: number; held: boolean };

async function publishLine(site: MeasuredSite, browser: Browser, measure: Measure): Promise<Line> {
  const { times, suffix, atMost, held } = measure;
  const { token } = await site.hire('Pascale', 'publisher');
  const tab = await signedIn(browser, site.address, token);
  const waits: { served: number; told: number }[] = [];
  if (held) await site.hold();
  for (let index = 0; index <= times; index += 1) {
    const wait = await clickToOnline(site, tab);
    await (held ? site.rested() : site.settled());
    say(`publication ${index + 1} : servie en ${Math.round(wait.served)} ms, dite en ${Math.round(wait.told)} ms`);
    if (index > 0) waits.push(wait); // The first one loads code.
  }
  await tab.context().close();
  const served = waits.map((one) => one.served);
  const told = `pire ${Math.round(Math.max(...served))} ms ; « En ligne » à l’écran ${Math.round(median(waits.map((one) => one.told)))} ms`;
  const remark = held
    ? `${told} ; les autres fiches sont des copies, et la cuisson entière qui suit n’est pas faite`
    : told;
  return { name: `Du clic au texte servi${suffix}`, value: median(served), unit: 'ms', limit: { atMost }, remark };
}

const people = 10;
const rounds = 12;

/** Ten people, each on an entry of their own, save at the same moment, again and again. */
async function saveLine(site: MeasuredSite, suffix: string): Promise<Line> {
  const slugs = await site.laureates(people);
  const senders: Sender[] = [];
  for (const [index, one] of slugs.entries()) {
    const { token } = await site.hire(`Camille-${index}`, 'contributor');
    senders.push(await openForm(site.address, `/redaction/laureats/${one}`, token));
  }
  const waits: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const each = await Promise.all(
      senders.map((one) => saveByScript(one, { plain: `Texte de mesure ${randomBytes(6).toString('hex')}.` })),
    );
    if (round > 0) waits.push(...each);
  }
  say(`${waits.length} enregistrements`);
  const remark = `médiane ${Math.round(median(waits))} ms, pire ${Math.round(Math.max(...waits))} ms, ${waits.length} enregistrements`;
  const name = `Enregistrer, dix personnes à la fois, 95ᵉ centile${suffix}`;
  return { name, value: percentile(waits, 0.95), unit: 'ms', limit: { atMost: 150 }, remark };
}

const tries = 200;

/** Nobody’s account and a wrong password, in turn. */
async function signInLine(site: MeasuredSite): Promise<Line> {
  const { email } = await site.hire('Carole', 'contributor');
  const form = await openForm(site.address, '/connexion');
  const waits: Record<'nobody' | 'wrong', number[]> = { nobody: [], wrong: [] };
  for (let index = 0; index < tries; index += 1) {
    if (index % 4 === 0) await site.forgive(); // Before the delays that failures bring.
    const password = `girafe numéro ${index} lit`;
    waits.nobody.push(await sendForm(form, { email: `personne-${index}@exemple.fr`, password }));
    waits.wrong.push(await sendForm(form, { email, password }));
  }
  const [nobody, wrong] = [median(waits.nobody), median(waits.wrong)];
  const remark = `médianes ${nobody.toFixed(1)} et ${wrong.toFixed(1)} ms, ${tries} essais de chaque`.replaceAll(
    '.',
    ',',
  );
  const name = 'Connexion refusée : compte inconnu, mot de passe faux, écart';
  return { name, value: Math.abs(nobody - wrong), unit: 'ms', limit: { atMost: 15 }, remark };
}

/** What a first visit of the page of an entry’s form receives. */
async function weightLine(site: MeasuredSite): Promise<Line> {
  const { token } = await site.hire('Colette', 'contributor');
  const [id = ''] = await site.laureates(1);
  const counter = await openCounter(site.address);
  const browser = await openBrowser();
  try {
    const tab = await signedIn(browser, counter.address, token);
    await tab.goto(`${counter.address}/redaction/laureats/${id}`, { waitUntil: 'networkidle' });
    const sum = (kind: RegExp) =>
      counter.answered.filter((one) => kind.test(one.type)).reduce((all, one) => all + one.body, 0) / 1000;
    const remark = `HTML ${Math.round(sum(/html/))}, script ${Math.round(sum(/javascript/))}, CSS ${Math.round(sum(/css/))}, polices ${Math.round(sum(/font/))} ko`;
    return { name: 'Page d’édition, première visite', value: sum(/./), unit: 'ko', remark };
  } finally {
    await browser.close();
    await counter.close();
  }
}

async function measureWith(madeUp: number): Promise<Line[]> {
  const few = madeUp === 0;
  const suffix = few ? '' : `, ${madeUp} de plus`;
  const site = await openSite({ madeUp, standIns: !few });
  const browser = await openBrowser();
  try {
    const measure = { suffix, held: !few, ...(few ? { times: 7, atMost: 300 } : { times: 5, atMost: 600 }) };
    const published = await publishLine(site, browser, measure);
    await browser.close(); // So that it takes no time from what follows.
    const saved = await saveLine(site, suffix);
    const more = few ? [await signInLine(site), await weightLine(site)] : [];
    return [published, saved, ...more];
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Measures with the ten laureates. */
export async function measureNewsroom(): Promise<PartResult> {
  return { part: 'Rédaction', lines: await measureWith(0) };
}

/** Measures with 500 made-up laureates more. */
export async function measureFullNewsroom(): Promise<PartResult> {
  return { part: 'Rédaction de cinq cents lauréats', lines: await measureWith(500) };
}
