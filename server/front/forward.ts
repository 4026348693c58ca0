/**
 * Passes what the front let in to the application, over the socket where it receives (reception.ts).
 *
 * Promise: method, address, headers and body arrive as the front has them, the answer leaves as the application gives
 * it, neither held back nor kept; whoever leaves first, the other side is told. A body is waited for, until it is whole or
 * there is much of it: who sends slowly keeps nobody but the front. An application that does not answer is a 503 that says
 * when to try again.
 */
import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  request,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import { longestBody } from '../limits.ts';
import { drained, requestNames } from './entrance.ts';
import { refuse, refuseForNow } from './refuse.ts';

/**
 * Headers of one connection (RFC 9110, § 7.6.1), which end here. Those that a client names in `Connection` are not
 * looked at: naming ours would take them off.
 */
const ofConnection = new Set(
  'connection expect keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

function carried(headers: IncomingHttpHeaders, withBody: boolean): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !ofConnection.has(name));
  return Object.fromEntries(withBody ? kept : kept.filter(([name]) => name !== 'content-length'));
}

/** The headers of an answer as `writeHead` takes them: name, value, name, value … */
function returned({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.filter((_, at) => !ofConnection.has((rawHeaders[at - (at % 2)] ?? '').toLowerCase()));
}

/** Asks at the socket; nothing when what the client wrote in a header cannot be written again. */
function ask(given: IncomingMessage, withBody: boolean, where: { socketPath: string; agent: Agent }) {
  const { method = 'GET', url: path = '/' } = given;
  try {
    return request({ ...where, method, path, headers: carried(given.headers, withBody) });
  } catch {
    return undefined;
  }
}

/** What has come of a body once it is whole, or as much as is kept of it here; the request is paused then. */
function begun(given: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const done = () => {
      given.off('data', take).off('end', done).off('close', done).pause();
      resolve(Buffer.concat(chunks));
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= longestBody.held) done();
    };
    given.on('data', take).on('end', done).on('close', done);
  });
}

/** The listener that asks at that socket. `secure`: the public reads the site over https. */
export function forwardTo(socketPath: string, secure: boolean): RequestListener {
  // The other side never closes a connection that is idle, so that no request is written on one that is closing.
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 8 });
  const pass = (given: IncomingMessage, response: ServerResponse, body?: Buffer) => {
    const about = { secure, id: String(given.headers[requestNames.id] ?? '') };
    const asking = ask(given, body !== undefined, { socketPath, agent });
    if (!asking) return refuse(response, 400, about);
    asking.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 500, returned(answer));
      pipeline(answer, response).catch(() => response.destroy()); // A cut answer shows as one.
    });
    asking.on('error', async () => {
      if (response.headersSent) return response.destroy();
      given.unpipe(asking);
      await drained(given);
      if (!response.destroyed) refuseForNow(response, about);
    });
    // Whoever asked has left, while sending or while being answered.
    given.once('close', () => {
      if (!given.complete) asking.destroy();
    });
    response.once('close', () => {
      if (response.writableFinished && given.complete) return;
      asking.destroy();
      // Answered before it was read to its end: the next request on the connection stands behind what is left.
      given.unpipe(asking).resume();
    });
    if (body === undefined || given.readableEnded) return asking.end(body);
    asking.write(body);
    given.pipe(asking);
  };
  return (given, response) => {
    if (given.method === 'GET' || given.method === 'HEAD') return void pass(given, response);
    void begun(given).then((body) => {
      if (!given.destroyed || given.complete) pass(given, response, body);
    });
  };
}
