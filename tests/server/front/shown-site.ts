/** A front showing a real bake on a free port, and a plain HTTP client that sends what it is told, byte for byte. */
import { writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import path from 'node:path';
import { type BakeReport, bakeSite } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { currentBuild } from '../../../server/bakery/swap.ts';
import type { FrontOptions } from '../../../server/front/answers.ts';
import type { Door } from '../../../server/front/doors.ts';
import { reception } from '../../../server/front/reception.ts';
import type { Line } from '../../../server/front/tally.ts';
import { type Front, openFront } from '../../../server/front.ts';
import { answer, type FakeSite, fakeSite, page } from '../bakery/fake-site.ts';

export type Reply = { status: number; headers: Record<string, string>; body: Buffer };

export type ShownSite = {
  site: FakeSite;
  front: Front;
  port: number;
  /** Requests that reached the application. */
  passed: string[];
  /** What the front told of. */
  noted: Line[];
  /** Bakes these items and shows the result. */
  bake: (items: BakeItem[]) => Promise<BakeReport>;
  /** Resolves with the way to let the next answer of the application go. */
  hold: () => Promise<() => void>;
  ask: (target: string, headers?: Record<string, string>, method?: string) => Promise<Reply>;
  close: () => Promise<void>;
};

/** Reads one answer whose connection closes after it; an interim one (100) is not yet the answer. */
export function parseReply(bytes: Buffer): Reply {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const status = Number(first.split(' ')[1]);
  if (status === 100) return parseReply(bytes.subarray(end + 4));
  return { status, headers: Object.fromEntries(pairs), body: bytes.subarray(end + 4) };
}

/** Sends raw bytes and waits until the server closes. */
export function sendRaw(port: number, raw: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error) => (chunks.length > 0 ? resolve(parseReply(Buffer.concat(chunks))) : reject(error)));
    socket.on('close', () => resolve(parseReply(Buffer.concat(chunks))));
    socket.setTimeout(5000, () => socket.destroy());
    socket.write(Buffer.from(raw, 'latin1'));
  });
}

export const items: BakeItem[] = [
  { kind: 'page', path: '/' },
  { kind: 'page', path: '/laureats/biocycle' },
  { kind: 'page', path: '/laureats/minima', sheet: 'linked' },
  { kind: 'file', path: '/sitemap.xml' },
  { kind: 'redirect', path: '/laureats/ancien', to: '/laureats/biocycle' },
  { kind: 'gone', path: '/laureats/retire' },
];

const testDoors: Door[] = [
  { path: '/api/health', below: false, methods: ['GET', 'HEAD'], health: true },
  { path: '/redaction', below: true, methods: ['GET', 'HEAD', 'POST'] },
];

type Showing = { siteUrl?: string; largest?: number; limits?: FrontOptions['limits'] };

/** Pages of each kind, and a file too large to be held in memory. */
async function furnish(site: FakeSite): Promise<void> {
  const sheet = '<link rel="stylesheet" href="/_next/static/chunks/site.css"/>';
  const text = '<p>Des biodéchets au compost.</p>'.repeat(40);
  for (const one of ['/', '/laureats/biocycle', '/laureats/minima'])
    site.pages.set(one, answer(page(one, text, sheet)));
  site.pages.set('/laureats/retire', answer(page('Retirée')));
  site.pages.set('/sitemap.xml', answer(`<urlset>${'<url/>'.repeat(40)}</urlset>`, 'application/xml'));
  await writeFile(path.join(site.settings.publicDir, 'grand.png'), Buffer.alloc(300_000, 7));
}

export async function showSite(options: Showing = {}): Promise<ShownSite> {
  const noted: Line[] = [];
  const site = await fakeSite();
  await furnish(site);
  const passed: string[] = [];
  const siteUrl = options.siteUrl ?? 'http://localhost:3000';
  let held: ((letGo: () => void) => void) | undefined;
  const application: RequestListener = (request, response) => {
    passed.push(`${request.method} ${request.url}`);
    const answer = () => void response.end('de l’application');
    if (held) held(answer);
    else answer();
  };
  const hold = () => new Promise<() => void>((resolve) => (held = resolve));
  const front = openFront({
    ...{ siteUrl, doors: testDoors, note: (line: Line) => void noted.push(line) },
    ...(options.limits && { limits: options.limits }),
    shelfLimits: { file: options.largest ?? 200_000, total: 4_000_000 },
    doorkeeper: reception({ siteUrl, doors: testDoors, application: async () => application }),
  });
  const bake = async (list: BakeItem[]) => {
    const result = await bakeSite(site.settings, site.plan(list));
    const build = await currentBuild(site.settings.siteDir);
    if (!result.ok || !build) throw new Error('no bake');
    await front.show(build);
    return result;
  };
  await bake(items);
  await new Promise<void>((resolve) => front.server.listen(0, '127.0.0.1', resolve));
  const { port } = front.server.address() as AddressInfo;
  const ask: ShownSite['ask'] = (target, headers = {}, method = 'GET') => {
    const lines = Object.entries({ Host: 'localhost', Connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    return sendRaw(port, `${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  };
  const close = async () => {
    await front.close();
    await site.remove();
  };
  return { site, front, port, passed, noted, bake, hold, ask, close };
}
