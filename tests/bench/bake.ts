/** Part « bake »: how long a bake takes, how soon an edit is online, and what memory it leaves taken. */
import { randomBytes } from 'node:crypto';
import type { BakeReport } from '../../server/bakery/oven.ts';
import { median } from './figures.ts';
import { whenShown } from './http.ts';
import { type MeasuredSite, openSite } from './site.ts';
import type { Line, PartResult } from './verdict.ts';

const megabyte = 1e6;
const stages = { render: 'rendu', freeze: 'gel', compress: 'compression', write: 'écriture' } as const;

function stagesOf(reports: BakeReport[]): string {
  const each = Object.entries(stages).map(([stage, name]) => {
    const ms = median(reports.map((report) => report.ms[stage as keyof typeof stages]));
    return `${name} ${Math.round(ms)}`;
  });
  return `${each.join(', ')} ms cumulées`;
}

function bakeLine(name: string, reports: BakeReport[], atMost?: number): Line {
  const value = median(reports.map((report) => report.ms.total));
  const written = median(reports.map((report) => report.written));
  const remark = `${reports[0]?.items} adresses, ${written} fichiers écrits ; ${stagesOf(reports)}`;
  return { name, value, unit: 'ms', remark, ...(atMost !== undefined && { limit: { atMost } }) };
}

async function times<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let index = 0; index < count; index += 1) done.push(await work(index));
  return done;
}

/** Edits one profile again and again. @returns the lines: online, by part, and the bake of all that follows */
async function editLines(site: MeasuredSite, count: number, suffix: string, atMost: number): Promise<Line[]> {
  const delays: number[] = [];
  const publishing: number[] = [];
  const pages: BakeReport[] = [];
  const after: BakeReport[] = [];
  for (let index = 0; index <= count; index += 1) {
    const words = `Phrase de mesure ${randomBytes(6).toString('hex')}.`;
    await site.settled(); // Nobody publishes within the hundredth of a second that follows a bake.
    const shown = whenShown(`${site.address}/laureats/biocycle`, words);
    const [online, { called, returned, page, whole }] = await Promise.all([shown, site.edit('biocycle', words)]);
    if (!page?.ok || !whole.ok) throw new Error('The bake after a publication failed.');
    if (index === 0) continue; // The first edit loads code.
    delays.push(online - called);
    publishing.push(returned - called);
    pages.push(page);
    after.push(whole);
  }
  const remark = `dont publish() ${Math.round(median(publishing))} ms ; ${stagesOf(pages)} ; pire ${Math.round(Math.max(...delays))} ms`;
  return [
    { name: `Fiche modifiée, en ligne${suffix}`, value: median(delays), unit: 'ms', limit: { atMost }, remark },
    bakeLine(`Cuisson entière après une modification${suffix}`, after),
  ];
}

async function memoryLine(site: MeasuredSite, name: string, atMost?: number): Promise<Line> {
  const { rss, heapUsed, external } = await site.memory();
  const remark = `tas ${Math.round(heapUsed / megabyte)} Mo, hors tas ${Math.round(external / megabyte)} Mo`;
  return { name, value: rss / megabyte, unit: 'Mo', remark, ...(atMost !== undefined && { limit: { atMost } }) };
}

async function withTen(): Promise<Line[]> {
  const site = await openSite();
  try {
    await times(2, () => site.bakeWhole(true));
    const anew = await times(8, () => site.bakeWhole(true));
    const after = await memoryLine(site, 'Mémoire du processus après dix cuissons entières', 250);
    const again = await times(5, () => site.bakeWhole(false));
    return [
      bakeLine('Première cuisson, à froid, images dessinées', [site.firstBake]),
      bakeLine('Cuisson entière, tout écrit', anew, 1500),
      bakeLine('Cuisson entière, rien de changé', again),
      ...(await editLines(site, 9, '', 100)),
      after,
      await memoryLine(site, 'Mémoire du processus après dix modifications de plus'),
    ];
  } finally {
    await site.close();
  }
}

/** Fewer times: a bake of so many pages takes long. */
async function withMany(madeUp: number, versions: number): Promise<Line[]> {
  const suffix = `, ${madeUp} de plus${versions > 1 ? ` × ${versions} versions` : ''}`;
  const site = await openSite({ madeUp, versions });
  try {
    const anew = await times(2, () => site.bakeWhole(true));
    return [
      bakeLine(`Première cuisson, à froid, images dessinées${suffix}`, [site.firstBake]),
      bakeLine(`Cuisson entière, tout écrit${suffix}`, anew),
      bakeLine(`Cuisson entière, rien de changé${suffix}`, [await site.bakeWhole(false)]),
      ...(await editLines(site, 3, suffix, 300)),
      await memoryLine(site, `Mémoire du processus${suffix}`),
    ];
  } finally {
    await site.close();
  }
}

/**
 * Measures with the ten laureates. A first bake also draws every picture, in a process of its own, and makes every version;
 * « tout écrit » makes neither again.
 */
export async function measureBake(): Promise<PartResult> {
  return { part: 'Cuisson', lines: await withTen() };
}

/** The same with 500 made-up laureates more, then with five versions of each of these. */
export async function measureFullBake(): Promise<PartResult> {
  return { part: 'Cuisson, 500 lauréats', lines: [...(await withMany(500, 1)), ...(await withMany(500, 5))] };
}
