import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect } from 'vitest';
import { removeDamaged } from '../../../server/bakery/damage.ts';
import { bakeSite } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { currentBuild, sweep } from '../../../server/bakery/swap.ts';
import { longTest } from '../../effort.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

let site: FakeSite;
beforeEach(async () => {
  site = await fakeSite();
});
afterEach(() => site.remove());

async function snapshot(folder: string): Promise<Map<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  const bytes = files.map(
    async (file): Promise<[string, string]> => [path.relative(folder, file), await readFile(file, 'base64')],
  );
  return new Map(await Promise.all(bytes));
}

/** Starts a baking process and kills it without warning, that many milliseconds after it says so. */
async function killAfter(milliseconds: number, how: 'endless' | 'stall' = 'endless'): Promise<void> {
  const script = path.join(import.meta.dirname, 'child-bake.ts');
  const child = spawn(process.execPath, [script, site.folder, how], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await setTimeout(milliseconds);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

longTest('a kill in mid-bake leaves the old site byte for byte, and sweeping takes its remains away', async () => {
  const item: BakeItem = { kind: 'page', path: '/' };
  site.pages.set('/', answer(page('Palmarès', '<p>mot</p>'.repeat(50))));
  await bakeSite(site.settings, site.plan([item]));
  const folder = path.join(site.settings.siteDir, 'current');
  const [before, [old = '']] = [await snapshot(folder), await site.builds()];
  await killAfter(50, 'stall');
  const left = (await site.builds()).find((name) => name !== old) ?? '';
  expect((await snapshot(path.join(site.settings.siteDir, left))).size).toBeGreaterThan(20);
  expect(await snapshot(folder)).toEqual(before);
  await bakeSite(site.settings, site.plan([item], 2));
  await sweep(site.settings.siteDir);
  expect(await site.builds()).toHaveLength(2);
  expect(await site.builds()).not.toContain(left);
  expect(await site.read('public/index.html')).toContain('Palmarès');
});

longTest(
  'ten kills at any moment: the site is always one whole bake, never a mixture',
  async () => {
    for (let kill = 0; kill < 10; kill += 1) {
      await killAfter(20 + kill * 37);
      const build = await currentBuild(site.settings.siteDir);
      if (!build) throw new Error('The site that was online before the kill is gone.');
      expect(await removeDamaged(build)).toEqual([]);
      const pages = [...build.manifest.entries].filter(([one]) => one.startsWith('/p') && one !== '/p1');
      const turns = pages.map(
        async ([, { file }]) => /tour (\d+)/.exec(await readFile(path.join(build.folder, file), 'utf8'))?.[1],
      );
      expect(new Set(await Promise.all(turns)).size).toBe(1);
      expect(pages).toHaveLength(39);
    }
  },
  30_000,
);
