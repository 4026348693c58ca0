/**
 * nginx as it is deployed, before a baked site with an address of each kind, and the front that shows the same site.
 *
 * Promise: `nginxForAllTests` starts both once for the tests beside its call, and ends them afterwards. What is left out
 * for want of a program is said.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { ask, brotliModule, essence, type Nginx, type Said, startNginx, withoutNginx } from '../../nginx.ts';
import { answer, page } from '../bakery/fake-site.ts';
import { items, type ShownSite, showSite } from '../front/shown-site.ts';

if (withoutNginx) console.log(`Left out: ${withoutNginx}.`);
else if (!brotliModule)
  console.log('Left out: nginx with its module for brotli (Debian: libnginx-mod-http-brotli-static).');

const more: BakeItem[] = [
  ...items,
  { kind: 'page', path: '/laureats/biocycle/carte', framable: true },
  { kind: 'file', path: '/laureats/biocycle/citation.json' },
  { kind: 'file', path: '/donnees/faits.json' },
  { kind: 'file', path: '/donnees/prix.json' },
  { kind: 'redirect', path: '/themes', to: '/criteres#themes' },
  { kind: 'gone', path: '/laureats/perdu' },
];

export let shown: ShownSite;
export let nginx: Nginx;

/** The reference that a refusal gives: 32 signs of nginx, or with hyphens when the application refused. */
export const referenceIn = ({ body }: Said) => /^Référence : ([0-9a-f-]{32,36})$/m.exec(body.toString())?.[1] ?? 'none';

async function fill(): Promise<void> {
  const { pages, settings } = shown.site;
  const sheet = '<link rel="stylesheet" href="/_next/static/chunks/site.css"/>';
  pages.set('/laureats/biocycle/carte', answer(page('Carte', '', sheet)));
  pages.set('/laureats/biocycle/citation.json', answer('{"a":1}', 'application/vnd.citationstyles.csl+json'));
  for (const one of ['faits', 'prix']) pages.set(`/donnees/${one}.json`, answer('{"b":2}', 'application/json'));
  await writeFile(path.join(settings.publicDir, 'licence.txt'), 'Licence Ouverte '.repeat(60));
  await shown.bake(more);
}

export function nginxForAllTests(): void {
  beforeAll(async () => {
    shown = await showSite({ siteUrl: 'https://palmares.exemple.fr' });
    await fill();
    nginx = await startNginx(shown.site.settings.siteDir, `127.0.0.1:${shown.port}`);
  });
  afterAll(async () => {
    await nginx?.close();
    await shown?.close();
  });
}

/** What the front says and what nginx says, to be compared. */
export const both = async (target: string, headers: Record<string, string> = {}, method = 'GET') => {
  const [ours, theirs] = [
    await ask(shown.port, target, headers, method),
    await ask(nginx.port, target, headers, method),
  ];
  return [essence(ours), essence(theirs)];
};
