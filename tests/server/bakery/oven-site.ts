/**
 * A little site to bake, and its oven.
 *
 * Promise: `siteForEachTest` gives each test of the file that calls it a site of its own, of two pages, never baked yet,
 * and removes it afterwards.
 */
import { afterEach, beforeEach } from 'vitest';
import { type BakeReport, type BakeResult, bakeSite } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { currentBuild } from '../../../server/bakery/swap.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

export const home = { kind: 'page', path: '/' } as const;
export const linked = { ...home, sheet: 'linked' } as const;
export const biocycle = { kind: 'page', path: '/laureats/biocycle' } as const;
export const sheet = '<link rel="stylesheet" href="/_next/static/chunks/site.css"/>';

/** The site of the test that runs. */
export let site: FakeSite;

export function siteForEachTest(): void {
  beforeEach(async () => {
    site = await fakeSite();
    site.pages.set('/', answer(page('Palmarès', '<a href="/laureats/biocycle">Biocycle</a>', sheet)));
    site.pages.set('/laureats/biocycle', answer(page('Biocycle', '<p>Des biodéchets au compost. </p>'.repeat(30))));
  });
  afterEach(() => site.remove());
}

/** The report of a bake that went well. @throws with its message otherwise */
export function done(result: BakeResult): BakeReport {
  if (!result.ok) throw new Error(result.message);
  return result;
}

export const bake = async (items: BakeItem[], number = 1) =>
  done(await bakeSite(site.settings, site.plan(items, number)));
export const online = async () => (await currentBuild(site.settings.siteDir))?.manifest;
export const entry = async (address: string) => (await online())?.entries.get(address);
