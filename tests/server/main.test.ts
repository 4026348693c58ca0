import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import type { Application } from '../../server/application.ts';
import type { BakeItem } from '../../server/bakery/plan.ts';
import { bakery } from '../../server/bakery/present.ts';
import { openRenderer } from '../../server/bakery/render.ts';
import { takeLock } from '../../server/lock.ts';
import { type Site, startSite } from '../../server/main.ts';
import { StartError } from '../../server/start/checks.ts';
import type { SiteOptions } from '../../server/start/starting.ts';
import { longTest as test } from '../effort.ts';
import { answer, type FakeSite, fakeSite, page } from './bakery/fake-site.ts';

let fake: FakeSite;
let options: SiteOptions;
let printed: string[];
let running: Site | undefined;
let starts: number;
const items: BakeItem[] = [
  { kind: 'page', path: '/' },
  { kind: 'page', path: '/laureats/biocycle' },
];

/** An application that answers over a real socket, as Next does. */
async function application(): Promise<Application> {
  starts += 1;
  const handle: Application['handle'] = (request, response) => {
    void fake.settings
      .render(request.url ?? '')
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  };
  const renderer = await openRenderer(createServer(handle), {
    folder: fake.folder,
    siteUrl: 'http://localhost',
    limitMs: 300,
  });
  return { render: renderer.render, handle, close: renderer.close };
}

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

async function start(changes: Partial<SiteOptions> = {}): Promise<Site> {
  await running?.close();
  running = await startSite({ ...options, ...changes });
  return running;
}
const refusal = (changes: Partial<SiteOptions> = {}) =>
  startSite({ ...options, ...changes }).then(
    (site) => site.close().then(() => 'started'),
    (error: Error) => (error instanceof StartError ? error.message : `not a sentence: ${error.stack}`),
  );
const status = async (target: string) => (await fetch(`${running?.address}${target}`, { redirect: 'manual' })).status;

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
    await rm(site, { recursive: true });
  });
});

describe('a start is refused, in one sentence with its remedy, when', () => {
  test('the port is taken', async () => {
    const other = createTcp().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await refusal({ port })).toBe(
      `Le port ${port} est déjà pris. Arrêtez le programme qui l’occupe, ou choisissez-en un autre : PORT=${port + 1} npm start.`,
    );
    other.close();
    expect(starts).toBe(0);
  });

  test('the address is not of this machine', async () => {
    expect(await refusal({ host: '192.0.2.1', port: 3999 })).toContain('n’est pas de cette machine');
  });

  test('the data folder cannot be written', async () => {
    await writeFile(options.dataDir, 'un fichier');
    expect(await refusal()).toContain('ne peut pas être écrit (EEXIST)');
    await rm(options.dataDir);
    if (process.getuid?.() === 0) return; // Nothing is closed to root.
    await mkdir(options.dataDir);
    await chmod(options.dataDir, 0o500);
    expect(await refusal()).toContain('ne peut pas être écrit (EACCES)');
  });

  test('another process serves the folder', async () => {
    await start();
    expect(await refusal()).toContain(`Un autre processus (n° ${process.pid}`);
  });
});

describe('the lock of a data folder', () => {
  const lockFile = () => path.join(options.dataDir, 'palmares.lock');
  beforeEach(() => mkdir(options.dataDir, { recursive: true }));

  test('of a process that was killed is taken over', async () => {
    const code = `const { takeLock } = await import(${JSON.stringify(path.join(import.meta.dirname, '../../server/lock.ts'))}); await takeLock(${JSON.stringify(options.dataDir)}); console.log('held'); setInterval(() => {}, 1000)`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(await takeLock(options.dataDir)).toMatchObject({ ok: false, pid: child.pid });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await takeLock(options.dataDir);
    expect(lock.ok).toBe(true);
    if (lock.ok) await lock.release();
    await expect(readFile(lockFile())).rejects.toThrow();
  });

  test('cut short, or whose process id now belongs to another, or left by another machine long ago, is taken over', async () => {
    const old = new Date(Date.now() - 60_000);
    for (const left of [
      '',
      '{"pid":',
      JSON.stringify({ pid: 1, host: 'ailleurs', started: '5' }),
      JSON.stringify({ pid: process.pid, host: 'ailleurs', started: '' }),
    ]) {
      await writeFile(lockFile(), left);
      await utimes(lockFile(), old, old);
      const lock = await takeLock(options.dataDir);
      expect(lock.ok, left).toBe(true);
      if (lock.ok) await lock.release();
    }
  });

  test('goes to one of twenty that want it at once', async () => {
    await writeFile(lockFile(), '{');
    const locks = await Promise.all(Array.from({ length: 20 }, () => takeLock(options.dataDir)));
    expect(locks.filter((lock) => lock.ok)).toHaveLength(1);
    for (const lock of locks) if (lock.ok) await lock.release();
  });
});

describe('rendering over the socket', () => {
  test('gives up on a page that takes too long, and goes on with the next', async () => {
    fake.pages.set('/laureats/biocycle', () => new Promise(() => undefined));
    const { bakery: queue } = await start();
    expect(queue.state().lastWhole?.failed).toEqual([
      { path: '/laureats/biocycle', fault: 'le rendu a dépassé 0.3 s', kept: false },
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
