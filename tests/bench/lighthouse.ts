/** Part « lighthouse »: Lighthouse's own mobile preset, on four pages, five times each, as its documentation advises (docs/variability.md). */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { findBrowser } from '../../bin/browser.ts';
import { median } from './figures.ts';
import { openSite } from './site.ts';
import type { Line, PartResult } from './verdict.ts';

/** Fetched by npm when this part is asked for: nobody who only serves the site needs it. */
const lighthouse = 'lighthouse@13.5.0';
const runs = 5;
/** Milliseconds for one run. */
const patience = 120_000;

const pages = { Accueil: '/', Liste: '/laureats', Fiche: '/laureats/biocycle', Critères: '/criteres' };
const categories = {
  performance: 'rapidité',
  accessibility: 'accessibilité',
  'best-practices': 'bonnes pratiques',
  seo: 'référencement',
} as const;

type Category = keyof typeof categories;

const audit = z.object({ score: z.number().nullable(), numericValue: z.number().optional(), title: z.string() });
const report = z.object({
  categories: z.record(
    z.string(),
    z.object({ score: z.number().nullable(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) }),
  ),
  audits: z.record(z.string(), audit),
  runtimeError: z.object({ message: z.string() }).optional(),
});

type Report = z.infer<typeof report>;

const run = promisify(execFile);

async function once(folder: string, url: string): Promise<Report> {
  const file = path.join(folder, 'report.json');
  const root = process.getuid?.() === 0 ? '--no-sandbox ' : '';
  const flags = `--chrome-flags=${root}--headless=new --disable-gpu`;
  const only = `--only-categories=${Object.keys(categories).join(',')}`;
  const output = ['--output=json', `--output-path=${file}`, '--quiet', flags, only];
  const args = ['exec', '--yes', `--package=${lighthouse}`, '--', 'lighthouse', url, ...output];
  const env = { ...process.env, CHROME_PATH: findBrowser() };
  const record = () => run('npm', args, { cwd: folder, env, timeout: patience, shell: process.platform === 'win32' });
  // Now and then it starts recording too late (NO_NAVSTART) and asks to be run again; it has then measured nothing.
  await record().catch((error: Error) => (/NO_NAVSTART/.test(error.message) ? record() : Promise.reject(error)));
  const read = report.parse(JSON.parse(await readFile(file, 'utf8')));
  if (read.runtimeError) throw new Error(read.runtimeError.message);
  return read;
}

/** What costs points in a category, in Lighthouse's words. */
function losses({ categories: found, audits }: Report, category: Category): string {
  const weighed = found[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
  const lost = weighed.filter(({ id }) => (audits[id]?.score ?? 1) < 1);
  return lost.map(({ id }) => `${id} (${audits[id]?.score})`).join(', ');
}

function lines(name: string, reports: Report[]): Line[] {
  const scores = (Object.keys(categories) as Category[]).map((category): Line => {
    const value = median(reports.map((one) => (one.categories[category]?.score ?? 0) * 100));
    const remark = [...new Set(reports.map((one) => losses(one, category)))].filter(Boolean).join(' ; ');
    return { name: `${name} : ${categories[category]}`, value, unit: '', limit: { atLeast: 100 }, remark };
  });
  const number = (id: string) => median(reports.map((one) => one.audits[id]?.numericValue ?? Number.NaN));
  const paint = number('largest-contentful-paint') / 1000;
  const each = reports.map((one) => ((one.audits['largest-contentful-paint']?.numericValue ?? 0) / 1000).toFixed(2));
  return [
    ...scores,
    { name: `${name} : LCP`, value: paint, unit: 's', limit: { atMost: 1 }, remark: each.join(' · ') },
    { name: `${name} : CLS`, value: number('cumulative-layout-shift'), unit: '', limit: { atMost: 0 } },
  ];
}

/** Measures, when npm can fetch Lighthouse. */
export async function measureLighthouse(): Promise<PartResult> {
  const part = `${lighthouse}, mobile, médiane de ${runs}`;
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-lighthouse-'));
  try {
    await run('npm', ['exec', '--yes', `--package=${lighthouse}`, '--', 'lighthouse', '--version'], { cwd: folder });
  } catch {
    await rm(folder, { recursive: true, force: true });
    return { part, unmeasured: 'Lighthouse n’a pas pu être obtenu. Vérifiez l’accès au registre npm.' };
  }
  const site = await openSite();
  try {
    const found: Line[] = [];
    for (const [name, page] of Object.entries(pages)) {
      const reports: Report[] = [];
      for (let index = 0; index < runs; index += 1) reports.push(await once(folder, site.address + page));
      found.push(...lines(name, reports));
    }
    return { part, lines: found };
  } finally {
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}
