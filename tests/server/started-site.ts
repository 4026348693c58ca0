/**
 * The whole site as `npm start` starts it, before a little application.
 *
 * Promise: `siteForEachTest` gives each test of the file that calls it a data folder of its own and nothing started; what
 * it started is closed afterwards, and the folder removed.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Application } from '../../server/application.ts';
import type { BakeItem } from '../../server/bakery/plan.ts';
import { openRenderer } from '../../server/bakery/render.ts';
import { type Site, startSite } from '../../server/main.ts';
import { StartError } from '../../server/start/checks.ts';
import type { SiteOptions } from '../../server/start/starting.ts';
import { answer, type FakeSite, fakeSite, page } from './bakery/fake-site.ts';

/** What the site is baked from. */
export let fake: FakeSite;
/** How `start` starts the site. */
export let options: SiteOptions;
/** What a start said. */
export let printed: string[];
/** The site that `start` started last. */
export let running: Site | undefined;
/** How often an application was started. */
export let starts: number;

export const items: BakeItem[] = [
  { kind: 'page', path: '/' },
  { kind: 'page', path: '/laureats/biocycle' },
];

/** An application that answers over a real socket, as Next does. */
export async function application(): Promise<Application> {
  starts += 1;
  const handle: Application['handle'] = (request, response) => {
    void fake.settings
      .render(request.url ?? '')
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  };
  const renderer = await openRenderer(createServer(handle), {
    folder: fake.folder,
    siteUrl: 'http://localhost',
    limitMs: 2000,
  });
  return { render: renderer.render, handle, close: renderer.close };
}

export function siteForEachTest(): void {
  beforeEach(async () => {
    fake = await fakeSite();
    await mkdir(path.join(fake.folder, '.next/static'), { recursive: true });
    await writeFile(path.join(fake.folder, '.next/BUILD_ID'), 'code-1');
    for (const one of items) fake.pages.set(one.path, answer(page(one.path)));
    fake.pages.set('/connexion', answer('bien', 'text/plain'));
    [printed, running, starts] = [[], undefined, 0];
    options = {
      projectDir: fake.folder,
      dataDir: path.join(fake.folder, 'data'),
      ...{ host: '127.0.0.1', port: 0, siteUrl: 'http://localhost:3000', openApplication: application },
      plan: async () => fake.plan(items),
      print: (line) => void printed.push(line),
    };
  });
  afterEach(async () => {
    await running?.close();
    await fake.remove();
  });
}

/** Starts the site, after the one that runs was closed. */
export async function start(changes: Partial<SiteOptions> = {}): Promise<Site> {
  await running?.close();
  running = await startSite({ ...options, ...changes });
  return running;
}

/** Why a start is refused, as it is told; the site is closed again if it did start. */
export const refusal = (changes: Partial<SiteOptions> = {}) =>
  startSite({ ...options, ...changes }).then(
    (site) => site.close().then(() => 'started'),
    (error: Error) => (error instanceof StartError ? error.message : `not a sentence: ${error.stack}`),
  );

/** The status of what the running site answers. */
export const status = async (target: string) =>
  (await fetch(`${running?.address}${target}`, { redirect: 'manual' })).status;
