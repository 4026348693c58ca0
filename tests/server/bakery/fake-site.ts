/** A little application to bake: pages held in a map, real folders, real bakes. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BakerySettings } from '../../../server/bakery/kitchen.ts';
import type { BakeItem, BakePlan } from '../../../server/bakery/plan.ts';
import type { Rendered } from '../../../server/bakery/render.ts';

/** A whole, sound page as the application would render it. */
export function page(title: string, body = '', head = ''): string {
  return `<!DOCTYPE html><html lang="fr"><head><meta charSet="utf-8"/><title>${title}</title>${head}</head><body><h1>${title}</h1>${body}</body></html>`;
}

export function answer(body: string | Buffer, type = 'text/html; charset=utf-8', status = 200): Rendered {
  return { status, headers: { 'content-type': type }, body: Buffer.from(body) };
}

export const notFound: BakeItem = { kind: 'not-found', path: '/~introuvable' };

export type FakeSite = {
  folder: string;
  /** What the application answers; anything else is its 404. */
  pages: Map<string, Rendered | (() => Promise<Rendered>)>;
  /** Every path asked for, in order. */
  asked: string[];
  settings: BakerySettings;
  plan: (items: BakeItem[], publicationNumber?: number) => BakePlan;
  /** Bytes of a file of the build online, relative to its folder. */
  read: (file: string) => Promise<string>;
  /** Names in the folder of builds. */
  builds: () => Promise<string[]>;
  remove: () => Promise<void>;
};

export async function fakeSite(): Promise<FakeSite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-bakery-'));
  const inFolder = (...parts: string[]) => path.join(folder, ...parts);
  for (const one of ['static/chunks', 'static/media', 'public']) await mkdir(inFolder(one), { recursive: true });
  await writeFile(
    inFolder('static/chunks/site.css'),
    '@font-face{src:url(../media/font.woff2)}h1{color:#123}'.repeat(9),
  );
  await writeFile(inFolder('static/media/font.woff2'), Buffer.from([1, 2, 3, 4]));
  await writeFile(inFolder('static/chunks/never.css'), 'p{color:red}');
  await writeFile(inFolder('static/chunks/code.js'), 'alert(1)');
  const pages: FakeSite['pages'] = new Map();
  const asked: string[] = [];
  const settings: BakerySettings = {
    siteDir: inFolder('site'),
    staticDir: inFolder('static'),
    publicDir: inFolder('public'),
    codeBuild: 'code-1',
    fingerprint: 'print-1',
    siteUrl: 'https://palmares.exemple.fr',
    isDoor: (one) => one === '/api/health',
    render: async (one) => {
      asked.push(one);
      const found = pages.get(one);
      if (typeof found === 'function') return found();
      return found ?? answer(page('Introuvable'), 'text/html', 404);
    },
  };
  return {
    ...{ folder, pages, asked, settings },
    plan: (items, publicationNumber = 1) => ({ publicationNumber, items: [...items, notFound] }),
    read: (file) => readFile(inFolder('site', 'current', file), 'utf8'),
    builds: async () => (await readdir(inFolder('site'))).filter((name) => name !== 'current').sort(),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
