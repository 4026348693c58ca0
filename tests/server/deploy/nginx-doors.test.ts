import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { currentBuild } from '../../../server/bakery/swap.ts';
import { doors } from '../../../server/front/doors.ts';
import { requestNames } from '../../../server/front/entrance.ts';
import { refusalWords, sentences } from '../../../server/front/sentences.ts';
import { longTest as test } from '../../effort.ts';
import { ask, type Said, startNginx, withoutNginx } from '../../nginx.ts';
import { both, nginx, nginxForAllTests, referenceIn, shown } from './nginx-before-site.ts';

/** What a hostile client might say in a proxy's or a framework's name. */
const lies = Object.fromEntries(
  [
    ...[
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'x-forwarded-port',
      'x-real-ip',
      'forwarded',
      'proxy',
    ],
    ...['x-original-url', 'x-rewrite-url', 'x-middleware-subrequest', 'x-middleware-next', 'x-middleware-rewrite'],
    ...['x-matched-path', 'x-now-route-matches', 'x-invoke-path', ...Object.values(requestNames)],
  ].map((name) => [name, '/redaction']),
);

describe.skipIf(withoutNginx !== '')('nginx, as it is deployed,', () => {
  nginxForAllTests();

  test('passes every door to the application and nothing else, and says who asks whatever was said', async () => {
    const heard: IncomingMessage[] = [];
    const application = createServer((request, response) => {
      heard.push(request);
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.end('porte');
    });
    await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
    const own = await startNginx(
      shown.site.settings.siteDir,
      `127.0.0.1:${(application.address() as AddressInfo).port}`,
    );
    const inside = doors.flatMap((door) =>
      door.below ? [`${door.path}/a/b`, ...(door.built ? [] : [door.path])] : [door.path],
    );
    const method = (target: string) => doors.find((door) => door.path === target)?.methods[0] ?? 'GET';
    for (const target of inside) {
      const said = await ask(own.port, target, lies, method(target));
      expect([said.status, said.body.toString(), said.headers['x-content-type-options']], target).toEqual([
        200,
        'porte',
        'nosniff',
      ]);
    }
    expect(heard.map(({ url }) => url)).toEqual(inside);
    for (const { headers } of heard) {
      expect(headers['x-forwarded-for']).toBe('127.0.0.1');
      const passed = Object.keys(lies).filter((name) => name !== 'x-forwarded-for' && headers[name] !== undefined);
      expect(passed).toEqual([]);
    }
    for (const [verb, target] of [
      ['POST', '/'],
      ['DELETE', '/laureats/biocycle'],
      ['GET', '/api'],
      ['GET', '/redactions'],
    ])
      expect([404, 405]).toContain((await ask(own.port, target ?? '', {}, verb)).status);
    expect(heard).toHaveLength(inside.length);
    await own.close();
    application.close();
  });

  test('says in detail how the application does to this machine alone', async () => {
    const from = (localAddress: string, target: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const options = { host: '127.0.0.1', port: nginx.port, localAddress, path: target, agent: false };
        const asking = request(options, (said) => resolve(said.resume().statusCode)).on('error', reject);
        asking.end();
      });
    const before = shown.passed.length;
    for (const target of ['/api/health/ready', '/api/health/ready?a=b', '/api/health/%72eady'])
      expect(await from('127.0.0.2', target), target).toBe(404);
    expect(shown.passed).toHaveLength(before);
    expect(await from('127.0.0.2', '/api/health')).toBe(200);
  });

  test('answers every public page when the application is stopped, and a sentence at the doors', async () => {
    const own = await startNginx(shown.site.settings.siteDir, '127.0.0.1:1');
    const build = await currentBuild(shown.site.settings.siteDir);
    for (const [target, { status }] of build?.manifest.entries ?? [])
      expect((await ask(own.port, target)).status, target).toBe(status);
    const said = await ask(own.port, '/connexion');
    expect([said.status, said.body.toString()]).toEqual([503, refusalWords(sentences[503], referenceIn(said))]);
    expect(said.headers).toMatchObject({
      'retry-after': '5',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    await own.close();
  });

  test('refuses as the front does: what is too long, what is only read, who asks too often', async () => {
    const long = await ask(nginx.port, '/api/signalements', {}, 'POST', 'a'.repeat(20_000));
    expect([long.status, long.body.toString()]).toEqual([413, refusalWords(sentences[413], referenceIn(long))]);
    for (const start of ['/', '/?', '/laureats/', '/_next/static/', '/redaction/']) {
      for (const length of [3000, 9000]) {
        const [ours, theirs] = await both(start + 'a'.repeat(length));
        expect([start, length, theirs]).toEqual([start, length, ours]);
        expect([start, theirs?.status]).toEqual([start, 414]);
      }
    }
    for (const target of ['/', `/${'a'.repeat(3000)}`, `/?${'a'.repeat(3000)}`]) {
      const [ours, theirs] = await both(target, {}, 'PUT');
      expect(theirs).toEqual(ours);
    }
    for (const [many, status] of [
      [2, 200],
      [3, 431],
    ] as const) {
      const headers = Array.from({ length: many }, (_, at) => [`x-long-${at}`, 'a'.repeat(6500)]);
      const long = await both('/laureats/biocycle', Object.fromEntries(headers));
      expect(long.map((said) => said?.status)).toEqual([status, status]);
    }
    const many: Said[] = [];
    for (let wave = 0; wave < 6; wave += 1)
      many.push(...(await Promise.all(Array.from({ length: 200 }, () => ask(nginx.port, '/api/health')))));
    const late = many.filter(({ status }) => status === 429);
    expect(late.length).toBeGreaterThan(10);
    expect(late[0]?.headers['retry-after']).toBe('1');
    for (const one of late) expect(one.body.toString()).toBe(refusalWords(sentences[429], referenceIn(one)));
    expect((await ask(nginx.port, '/')).status).toBe(200);
    const references = [long, ...late].map(referenceIn);
    expect(new Set(references).size).toBe(references.length);
    const lines = (await nginx.log())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const own = references.filter((one) => !one.includes('-'));
    expect(own.length).toBeGreaterThan(1);
    for (const reference of own) expect(lines.map(({ requestId }) => requestId)).toContain(reference);
    expect(lines.filter(({ status }) => [200, 404].includes(status))).toEqual([]);
    expect(Object.keys(lines[0])).toEqual(['level', 'time', 'requestId', 'method', 'status', 'message']);
  });
});
