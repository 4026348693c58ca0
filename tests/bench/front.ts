/** Part « front »: our front and nginx send the same bytes of the same page, in turns; what counts is the ratio. */
import path from 'node:path';
import { canPin, program } from './cores.ts';
import { median, shown } from './figures.ts';
import { ask } from './http.ts';
import { type Measured, measuredNginx } from './nginx.ts';
import { type MeasuredSite, openSite } from './site.ts';
import type { Line, PartResult } from './verdict.ts';
import { type Loaded, load } from './wrk.ts';

const page = '/laureats/biocycle';
const part = 'Façade (32 connexions, gzip)';
const rounds = 7;
/** Seconds of one load. */
const duration = 4;

const names = {
  front: 'notre façade',
  folder: 'nginx, dossier cuit (gzip_static)',
  remembered: 'nginx, dossier cuit, fichiers retenus',
  deployed: 'nginx, deploy/nginx.conf',
  limit: 'nginx, un seul fichier retenu (limite)',
} as const;

type Target = keyof typeof names;
type Load = Awaited<ReturnType<typeof load>>;
type Figure = 'perSecond' | 'perProcessor' | 'p50' | 'p99';

const medianOf = (loads: Load[], of: Figure) => median(loads.map((one) => one[of]));

/** Makes sure that all send the same bytes. @throws when one does not */
async function sameBytes(targets: [Target, Loaded][]): Promise<number> {
  const bodies = await Promise.all(targets.map(([, { url }]) => ask(url, { 'Accept-Encoding': 'gzip' })));
  const [first = Buffer.alloc(0), ...others] = bodies.map(({ body }) => body);
  if (!others.every((body) => body.equals(first))) throw new Error('The servers do not send the same bytes.');
  return first.length;
}

/** Loads each in turn, round after round, the order turned each time; the first, shorter round warms up. */
async function rounded(targets: [Target, Loaded][]): Promise<Record<Target, Load[]>> {
  const results: Record<Target, Load[]> = { front: [], folder: [], remembered: [], deployed: [], limit: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const turned = targets.map((_, index) => targets[(index + round) % targets.length]);
    for (const one of turned) {
      if (!one) continue;
      const loaded = await load(one[1], round === 0 ? 2 : duration);
      if (loaded.failed > 0) throw new Error(`${names[one[0]]}: ${loaded.failed} requests failed.`);
      if (round > 0) results[one[0]].push(loaded);
    }
  }
  return results;
}

/** The median of the ratios within each round: what the machine does to one round it does to both. */
function ratio(over: Load[], under: Load[], of: Figure): number {
  return median(over.map((one, index) => one[of] / (under[index]?.[of] ?? Number.NaN)));
}

function lines(results: Record<Target, Load[]>, length: number, memory: { front: number; nginx: number }): Line[] {
  const { front, folder, remembered, deployed, limit } = results;
  const rates = (Object.keys(names) as Target[]).map((target): Line => {
    const loads = results[target];
    const times = (['p50', 'p99'] as const).map((of) => `${of} ${shown(medianOf(loads, of))} ms`);
    const remark = `${times.join(', ')} ; par seconde de processeur ${shown(medianOf(loads, 'perProcessor'))}`;
    return { name: names[target], value: medianOf(loads, 'perSecond'), unit: 'req/s', remark };
  });
  const same = `${length} octets, ${rounds} tours de ${duration} s, ${canPin ? 'un cœur chacun' : 'cœurs partagés'}`;
  const atLeast = (value: number) => ({ atLeast: value });
  return [
    ...rates,
    {
      name: 'façade / nginx, dossier cuit',
      value: ratio(front, folder, 'perSecond'),
      unit: '×',
      limit: atLeast(0.8),
      remark: same,
    },
    {
      ...{ name: 'façade / nginx, par seconde de processeur', value: ratio(front, folder, 'perProcessor') },
      ...{ unit: '×', remark: 'le chiffre que d’autres programmes dérangent le moins' },
    },
    {
      ...{ name: 'nginx, dossier cuit / limite', value: ratio(remembered, limit, 'perSecond') },
      ...{ unit: '×', limit: atLeast(0.95) },
    },
    {
      ...{ name: 'nginx, deploy/nginx.conf / limite', value: ratio(deployed, limit, 'perSecond'), unit: '×' },
      remark: `par seconde de processeur ${shown(ratio(deployed, limit, 'perProcessor'))} ×`,
    },
    { name: 'façade / nginx, deploy/nginx.conf', value: ratio(front, deployed, 'perSecond'), unit: '×' },
    { name: 'p99 façade / p99 nginx', value: ratio(front, deployed, 'p99'), unit: '×', limit: { atMost: 3 } },
    { name: 'mémoire de notre processus sous charge', value: memory.front / 1e6, unit: 'Mo' },
    { name: 'mémoire de nginx sous charge', value: memory.nginx / 1e6, unit: 'Mo' },
  ];
}

async function compare(site: MeasuredSite, nginx: Measured): Promise<Line[]> {
  const targets: [Target, Loaded][] = [
    ['front', { pid: site.pid, url: site.address + page }],
    ['folder', { pid: nginx.pid, url: nginx.folder + page }],
    ['remembered', { pid: nginx.pid, url: nginx.remembered + page }],
    ['deployed', { pid: nginx.pid, url: nginx.deployed + page }],
    ['limit', { pid: nginx.pid, url: nginx.limit + page }],
  ];
  const length = await sameBytes(targets);
  const results = await rounded(targets);
  return lines(results, length, { front: (await site.memory()).rss, nginx: nginx.memory() });
}

/** Measures, when nginx and wrk are installed. */
export async function measureFront(): Promise<PartResult> {
  const absent = ['nginx', 'wrk'].filter((name) => !program(name));
  if (absent.length > 0)
    return { part, unmeasured: `il manque ${absent.join(' et ')}. Installez-les : apt-get install nginx wrk` };
  const site = await openSite({ pin: true });
  try {
    const answer = await ask(site.address + page, { 'Accept-Encoding': 'gzip' });
    const builds = path.join(site.publicFolder, '..', '..');
    const nginx = await measuredNginx(builds, new URL(site.address).host, page, answer);
    try {
      return { part, lines: await compare(site, nginx) };
    } finally {
      await nginx.close();
    }
  } finally {
    await site.close();
  }
}
