/** Bodies at a door: when the application hears of them, and what becomes of those it does not read. */
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { longestBody } from '../../../server/limits.ts';
import { longTest as test } from '../../effort.ts';
import { application, ask, echo, frontForEachTest, port, siteUrl } from './front-in-thread.ts';

frontForEachTest();

test('the application hears of a body when it is whole: who sends slowly, or leaves, does not occupy it', async () => {
  const asked: string[] = [];
  application.handle = (request, response) => {
    asked.push(request.method ?? '');
    void echo(request, response);
  };
  const body = 'a=1&b=2';
  const start = `POST /redaction HTTP/1.1\r\nHost: a\r\nOrigin: ${siteUrl}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
  const [slow, leaving] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  const answer = text(slow);
  slow.write(start);
  leaving.write(`${start}a=`);
  for (const letter of body.slice(0, -1)) {
    slow.write(letter);
    await ask('/api/health');
  }
  leaving.destroy();
  await ask('/api/health');
  expect(asked.filter((method) => method === 'POST')).toEqual([]);
  slow.write(body.slice(-1));
  expect(await answer).toContain(`"body":"${body}"`);
  await ask('/api/health');
  expect(asked.filter((method) => method === 'POST')).toEqual(['POST']);
});

test('answers a body that the application does not read', async () => {
  application.handle = (_, response) => void response.writeHead(303, { Location: '/connexion' }).end();
  for (let time = 0; time < 20; time += 1) {
    for (const size of [0, 1, longestBody.held, longestBody.held + 1, 900_000]) {
      const { status } = await ask('/redaction', { method: 'POST', body: 'x'.repeat(size) });
      expect(status).toBe(303);
    }
  }
});

test('answers the next request on the connection of a body that the application did not read to its end', async () => {
  application.handle = (request, response) => {
    if (request.method === 'GET') return void response.end('bien');
    request.once('data', () => {
      request.pause();
      response.end('assez lu');
    });
  };
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let time = 0; time < 20; time += 1) {
    const body = 'x'.repeat(40_000 * (time + 1));
    expect(await kept(agent, '/redaction', body)).toBe('assez lu');
    expect(await kept(agent, '/api/health')).toBe('bien');
  }
  agent.destroy();
});

/** The words of an answer over a connection that is kept; fails when there is none within five seconds. */
async function kept(agent: Agent, path: string, body?: string): Promise<string> {
  const signal = AbortSignal.timeout(5000);
  const headers = body === undefined ? {} : { Origin: siteUrl, 'Content-Length': body.length };
  const asking = request({ ...{ port, path, agent, headers, signal }, method: body === undefined ? 'GET' : 'POST' });
  asking.end(body);
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return text(answer);
}
