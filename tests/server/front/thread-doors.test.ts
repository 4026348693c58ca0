import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect } from 'vitest';
import { requestNames } from '../../../server/front/entrance.ts';
import { longestBody } from '../../../server/limits.ts';
import { longTest as test } from '../../effort.ts';
import { application, ask, doors, echo, frontForEachTest, port, siteUrl } from './front-in-thread.ts';
import { sendRaw } from './shown-site.ts';

frontForEachTest();

describe('a door', () => {
  const heardFrom = async (sent: ReturnType<typeof ask>) => JSON.parse((await sent).body.toString());

  test('hands on method, address, headers and body; what the front knows replaces what a client says', async () => {
    application.handle = (request, response) => void echo(request, response);
    const forged = Object.values(requestNames).map((name) => `${name}: moi`);
    const naming = `Connection: close, ${Object.values(requestNames).join(', ')}`;
    const many = Array.from({ length: 800 }, (_, at) => `${at.toString(36)}:`);
    const usual = [...forged, naming, 'Accept: a/b', 'X-Forwarded-Host: autre', 'Upgrade: ws'];
    for (const [headers, size] of [usual, many].flatMap((one) => [0, 9, 70_000].map((size) => [one, size] as const))) {
      const body = 'x'.repeat(size);
      const heard = await heardFrom(ask(`http://autre.exemple/redaction/a?b=c`, { method: 'POST', headers, body }));
      expect(heard).toMatchObject({ url: '/redaction/a?b=c', method: 'POST', body });
      expect(heard.headers).toMatchObject({ host: 'localhost:3000', [requestNames.path]: '/redaction/a' });
      expect(heard.headers[requestNames.address]).toBe('127.0.0.1');
      expect(heard.headers[requestNames.id]).toMatch(/^[\da-f-]{36}$/);
      expect(heard.headers['x-forwarded-host']).toBeUndefined();
      expect(heard.headers.upgrade).toBeUndefined();
    }
  });

  test('hands back status, headers and body as the application gives them', async () => {
    application.handle = (_, response) => {
      response.writeHead(418, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-A', 'été', 'Content-Type', 'text/plain']);
      response.write('un, ');
      setTimeout(() => response.end('deux'), 20);
    };
    const raw = await rawAnswer('GET /api/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(raw).toMatch(/^HTTP\/1\.1 418 /);
    expect(raw.match(/Set-Cookie: .=./g)).toEqual(['Set-Cookie: a=1', 'Set-Cookie: b=2']);
    expect(raw).toContain('X-A: \xe9t\xe9');
    expect(raw.match(/^(Connection|Transfer-Encoding|Date): /gm)).toHaveLength(3);
    expect(raw).toContain('un, ');
    const head = await ask('/api/health', { method: 'HEAD' });
    expect([head.status, head.body.length]).toEqual([418, 0]);
  });

  test('streams: the reader has the beginning before the end is written, and a slow one holds the writer back', async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()];
    application.handle = async (_, response) => {
      response.write('début');
      await first.promise;
      let written = 0;
      while (response.write(Buffer.alloc(65_536)) && written < 64_000_000) written += 65_536;
      second.resolve(written);
      response.end();
    };
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /api/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    let begun = '';
    while (!begun.includes('début')) begun += (await once(socket, 'data')).toString();
    socket.pause();
    first.resolve();
    expect(await second.promise).toBeLessThan(64_000_000);
    socket.destroy();
  });

  test('tells the application when the reader leaves, while sending or while waiting', async () => {
    for (const sent of ['GET /redaction HTTP/1.1\r\nHost: a\r\n\r\n', `POST /redaction HTTP/1.1\r\nHost: a\r\n`]) {
      const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
      const { promise: left, resolve: leave } = Promise.withResolvers<void>();
      application.handle = (request, response) => {
        request.resume();
        response.once('close', leave);
        arrive();
      };
      const socket = connect(port, '127.0.0.1');
      socket.write(
        sent.startsWith('GET')
          ? sent
          : `${sent}Origin: ${siteUrl}\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(longestBody.held)}`,
      );
      await arrived;
      socket.destroy();
      await left;
    }
  });

  test('cuts the answer when the application does, and answers the next', async () => {
    application.handle = (_, response) => {
      response.write('début');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await rawAnswer('GET /api/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).not.toMatch(
      /\r\n0\r\n/,
    );
    application.handle = (_, response) => void response.end('bien');
    expect((await ask('/api/health')).body.toString()).toBe('bien');
  });

  test('says when to try again while the application does not answer; public pages answer', async () => {
    application.handle = (_, response) => void response.destroy();
    expect(await ask('/api/health')).toMatchObject({ status: 503, headers: { 'retry-after': '3' } });
    application.handle = (request, response) => void request.resume().once('end', () => response.destroy());
    expect(await ask('/redaction', { method: 'POST', body: 'x'.repeat(900_000) })).toMatchObject({ status: 503 });
    await doors.close();
    expect(await ask('/redaction')).toMatchObject({ status: 503, headers: { 'retry-after': '3' } });
    expect(await ask('/redaction', { method: 'POST', body: 'x'.repeat(900_000) })).toMatchObject({ status: 503 });
    expect((await ask('/')).status).toBe(200);
  });

  test('refuses in the front what is not let in', async () => {
    let asked = 0;
    application.handle = (_, response) => {
      asked += 1;
      response.end();
    };
    const sent = [
      ask('/redaction', { method: 'POST', headers: ['Origin: null'] }),
      ask('/redaction', { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) }),
      ask('/redaction', { method: 'PUT' }),
      sendRaw(
        port,
        `POST /redaction HTTP/1.1\r\nHost: a\r\nOrigin: ${siteUrl}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ),
    ];
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([403, 413, 405, 413]);
    expect(asked).toBe(0);
  });
});

/** All bytes of an answer, as latin1. */
function rawAnswer(sent: string): Promise<string> {
  return new Promise((resolve) => {
    let got = '';
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(got)).on('error', () => undefined);
    socket.write(sent);
  });
}
