import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { bakery } from '../../server/bakery/present.ts';
import { openRenderer } from '../../server/bakery/render.ts';
import { longTest as test } from '../effort.ts';
import {
  application,
  fake,
  items,
  options,
  printed,
  refusal,
  running,
  siteForEachTest,
  start,
  status,
} from './started-site.ts';

siteForEachTest();

describe('the first start', () => {
  test('bakes, then answers; its doors pass to the application', async () => {
    await start();
    expect([await status('/'), await status('/connexion'), await status('/rien')]).toEqual([200, 200, 404]);
    expect(printed.at(-1)).toContain('Le site répond : http://127.0.0.1:');
    expect(bakery()?.state()).toMatchObject({ online: { publicationNumber: 1 } });
  });

  test('without anything to serve is refused, and leaves the folder free', async () => {
    expect(await refusal({ plan: () => Promise.reject(new Error('fermée')) })).toContain('(fermée)');
    expect(await refusal({ projectDir: options.dataDir })).toContain('Lancez npm start');
    expect(bakery()).toBeUndefined();
    await start();
  });
});

describe('a restart', () => {
  test('of a current site renders nothing', async () => {
    await start();
    fake.asked.length = 0;
    await start();
    expect(await status('/')).toBe(200);
    expect(fake.asked).toEqual([]);
  });

  test.each([
    ['a publication was made', { plan: async () => fake.plan(items, 2) }],
    ['a setting changed', { settings: { publisher: 'autre' } }],
    ['the address of the site changed', { siteUrl: 'https://autre.fr' }],
  ])('bakes again when %s', async (_, changes) => {
    await start();
    fake.asked.length = 0;
    await start(changes);
    expect(fake.asked).toContain('/laureats/biocycle');
  });

  test('bakes again when the code was built anew', async () => {
    await start();
    await writeFile(path.join(fake.folder, '.next/BUILD_ID'), 'code-2');
    fake.asked.length = 0;
    await start();
    expect(fake.asked).toContain('/');
  });

  test('repairs a site that the disk damaged', async () => {
    await start();
    await running?.close();
    const file = path.join(options.dataDir, 'site/current/public/index.html');
    await writeFile(file, (await readFile(file, 'utf8')).replace('/', 'x'));
    await start();
    expect(await (await fetch(`${running?.address}/`)).text()).toContain('<h1>/</h1>');
  });

  test('serves the site as it was when the store does not answer', async () => {
    await start();
    await start({ plan: () => Promise.reject(new Error('fermée')) });
    expect(await status('/laureats/biocycle')).toBe(200);
    expect(printed.join()).toContain('le site est servi tel qu’il a été cuit');
  });

  test('serves the public pages when the application does not start', async () => {
    await start();
    await start({ openApplication: () => Promise.reject(new Error('cassée')) });
    await running?.application.catch(() => undefined);
    expect([await status('/'), await status('/connexion'), await status('/api/health')]).toEqual([200, 503, 200]);
  });

  test('that cannot bake serves the previous site without what was withdrawn', async () => {
    await start();
    await running?.close();
    const site = path.join(options.dataDir, 'site');
    const plan = async () => fake.plan(items.slice(0, 1), 2);
    await start({
      plan,
      openApplication: async () => ({
        ...(await application()),
        render: () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' })),
      }),
    });
    expect([await status('/'), await status('/laureats/biocycle')]).toEqual([200, 404]);
    expect(printed.join()).toContain('le disque est plein');
    // Nor does whoever else serves the folder find it; what is left is sound, and is served by the next start too.
    const files = await readdir(path.join(site, 'current/public'), { recursive: true });
    expect(files.filter((file) => file.includes('biocycle'))).toEqual([]);
    await start({ plan: () => Promise.reject(new Error('fermée')) });
    expect([await status('/'), await status('/laureats/biocycle')]).toEqual([200, 404]);
    await rm(site, { recursive: true });
  });
});

describe('rendering over the socket', () => {
  test('gives up on a page that takes too long, and goes on with the next', async () => {
    fake.pages.set('/laureats/biocycle', () => new Promise(() => undefined));
    const { bakery: queue } = await start();
    expect(queue.state().lastWhole?.failed).toEqual([
      { path: '/laureats/biocycle', fault: 'le rendu a dépassé 2 s', kept: false },
    ]);
    expect(await status('/')).toBe(200);
  });

  test('finds another place when the path of the data folder is too long for a socket', async () => {
    const folder = path.join(fake.folder, 'a'.repeat(120));
    await mkdir(folder);
    const server = createServer((_, response) => response.end('ici'));
    const { render, close } = await openRenderer(server, { folder, siteUrl: 'http://localhost' });
    expect((await render('/')).body.toString()).toBe('ici');
    await close();
  });
});

describe('health', () => {
  const health = async (at: string) => {
    const answer = await fetch(`${running?.address}${at}`);
    return [answer.status, (await answer.json()).raison] as const;
  };

  test('is alive without the application or the store, and then not ready, for a reason that names no path', async () => {
    await start();
    await start({ openApplication: () => Promise.reject(new Error('cassée')) });
    expect(await health('/api/health')).toEqual([200, undefined]);
    const [status, reason] = await health('/api/health/ready');
    expect([status, reason]).toEqual([503, 'la base de données ne peut pas être lue']);
  });
});
