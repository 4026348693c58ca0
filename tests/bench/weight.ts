/** Part « weight »: what one cold visit asks and receives, in a real browser. */
import { setTimeout as pause } from 'node:timers/promises';
import { openBrowser } from './browsing.ts';
import { type Answered, openCounter } from './counting.ts';
import { openSite } from './site.ts';
import type { Line, PartResult } from './verdict.ts';

const kilobyte = 1000;
/** Milliseconds left to the browser after the page is loaded, for what it fetches when it has time. */
const idle = 1500;

/** `inline`: bytes of the scripts in the page itself, data excepted. */
type Visit = { answered: Answered[]; cookies: number; inline: number };

/** One visit with a phone's screen, by a browser that knows nothing yet. */
async function visit(site: string, page: string): Promise<Visit> {
  const counter = await openCounter(site);
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
    const tab = await context.newPage();
    await tab.goto(counter.address + page, { waitUntil: 'load' });
    await pause(idle);
    const scripts = tab.locator('script:not([type="application/ld+json"])');
    const inline = (await scripts.allTextContents()).reduce((sum, text) => sum + text.length, 0);
    return { answered: counter.answered, cookies: (await context.cookies()).length, inline };
  } finally {
    await browser.close();
    await counter.close();
  }
}

const sorts: Record<string, string> = {
  'text/html': 'HTML',
  'text/css': 'CSS',
  'text/javascript': 'script',
  'application/javascript': 'script',
  'font/woff2': 'polices',
};

const sortOf = ({ type }: Answered) => sorts[type] ?? (type.startsWith('image/') ? 'images' : 'autres');

/** Bytes of the bodies, by sort of file. */
function bySort(answered: Answered[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of answered) sums.set(sortOf(one), (sums.get(sortOf(one)) ?? 0) + one.body);
  return sums;
}

function lines(name: string, { answered, cookies, inline }: Visit, whole: number, text?: number): Line[] {
  const sums = bySort(answered);
  const all = answered.reduce((sum, one) => sum + one.body + one.head, 0);
  const words = (sums.get('HTML') ?? 0) + (sums.get('CSS') ?? 0);
  const parts = [...sums].map(([sort, bytes]) => `${sort} ${(bytes / kilobyte).toFixed(1).replace('.', ',')}`);
  const asked = answered.map((one) => (one.status === 200 ? one.path : `${one.path} (${one.status})`));
  const set = answered.reduce((sum, one) => sum + one.cookies, cookies);
  const line = (what: string, value: number, unit: Line['unit'], atMost: number, remark?: string): Line => {
    return { name: `${name} : ${what}`, value, unit, limit: { atMost }, ...(remark !== undefined && { remark }) };
  };
  return [
    line('script', ((sums.get('script') ?? 0) + inline) / kilobyte, 'ko', 0),
    line('cookies', set, '', 0),
    line('requêtes', answered.length, '', 6, asked.map((path) => path.replace(/^.*\//, '…/')).join(' ')),
    ...(text === undefined ? [] : [line('HTML et CSS comprimés', words / kilobyte, 'ko', text)]),
    line('tout, en-têtes compris', all / kilobyte, 'ko', whole, `${parts.join(', ')} ko`),
  ];
}

/** Measures a profile and the home page. One ko is 1000 bytes. */
export async function measureWeight(): Promise<PartResult> {
  const site = await openSite();
  try {
    const profile = await visit(site.address, '/laureats/biocycle');
    const home = await visit(site.address, '/');
    return {
      part: 'Poids d’une première visite (encodage que le navigateur demande)',
      lines: [...lines('Fiche', profile, 100, 14), ...lines('Accueil', home, 120)],
    };
  } finally {
    await site.close();
  }
}
