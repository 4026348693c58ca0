import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, vi } from 'vitest';
import { takeOff } from '../../../server/bakery/withhold.ts';
import { startFront } from '../../../server/front/thread.ts';
import { longTest as test } from '../../effort.ts';
import { answer, page } from '../bakery/fake-site.ts';
import { ask, bake, doors, front, frontForEachTest, printed, script, site, siteUrl } from './front-in-thread.ts';

frontForEachTest();

describe('an order', () => {
  test('is answered when it has been carried out', async () => {
    expect((await ask('/')).body.toString()).toContain('<h1>/</h1>');
    site.pages.set('/', answer(page('Nouvelle')));
    await front.show(await bake());
    expect((await ask('/')).body.toString()).toContain('<h1>Nouvelle</h1>');
    await front.withhold(['/laureats/minima']);
    expect((await ask('/laureats/minima')).status).toBe(404);
  });

  test('that cannot be carried out rejects with the reason, and the site stays as it was', async () => {
    const build = await bake();
    await writeFile(path.join(build.folder, 'public/index.html'), 'autre chose');
    const anew = { ...build, manifest: { ...build.manifest, entries: new Map(build.manifest.entries) } };
    const home = anew.manifest.entries.get('/');
    if (home) anew.manifest.entries.set('/', { ...home, sha256: 'x'.repeat(64) });
    await expect(front.show(anew)).rejects.toThrow('public/index.html');
    await expect(front.listen('127.0.0.1', 0)).rejects.toMatchObject({ code: 'ERR_SERVER_ALREADY_LISTEN' });
    expect((await ask('/')).body.toString()).toContain('<h1>/</h1>');
  });
});

test('a thread that falls is replaced by one that shows and withholds the same at the same port', async () => {
  await front.withhold(['/laureats/minima']);
  for (const time of [1, 2]) {
    await writeFile(path.join(site.folder, 'fall'), '');
    await vi.waitFor(() => expect(printed).toHaveLength(time), { timeout: 10_000 });
    site.pages.set('/', answer(page(`Page ${time}`)));
    const build = await bake();
    await front.withhold(['/laureats/minima']); // Given while no thread is there: it is not lost.
    expect((await ask('/')).status).toBe(200);
    expect((await ask('/laureats/minima')).status).toBe(404);
    await front.show(build);
    expect((await ask('/')).body.toString()).toContain(`Page ${time}`);
    expect((await ask('/laureats/minima')).status).toBe(200);
    await front.withhold(['/laureats/minima']);
  }
  expect(printed[0]).toBe('✗ La façade s’est arrêtée (tombée) : une autre prend sa place.');
});

test('a thread that falls while something is withheld is replaced though its files are gone', async () => {
  await front.withhold(['/laureats/minima']);
  expect((await takeOff(site.settings.siteDir, ['/laureats/minima'])).fault).toBeUndefined();
  await writeFile(path.join(site.folder, 'fall'), '');
  await vi.waitFor(() => expect(printed).toHaveLength(1), { timeout: 10_000 });
  await front.withhold([]); // Heard once what was is shown again.
  expect([(await ask('/')).status, (await ask('/laureats/minima')).status]).toEqual([200, 404]);
  expect(printed).toHaveLength(1);
});

test('a thread that cannot start at all says so', async () => {
  const lame = startFront(
    { siteUrl, proxies: 0, socket: doors.socket },
    { print: () => undefined, request: () => undefined },
    new URL('none.ts', script),
  );
  await expect(lame.listen('127.0.0.1', 0)).rejects.toThrow('la façade ne démarre pas');
  await lame.close();
});
