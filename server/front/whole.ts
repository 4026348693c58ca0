/**
 * An answer of the application taken whole before it leaves: compressed as its reader prefers, its page without scripts
 * when they would not run anyway.
 *
 * Promise: the same words, status and headers as the application gave, in fewer bytes. A file of the build is compressed
 * as far as it goes, once. Compressing gives no secret away: no answer holds one beside what another site may choose,
 * since cookies are not sent to requests that other sites make (SameSite=Lax), nor any token kept in a page.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { failurePage, failurePolicy } from './failure-page.ts';
import { type Encoding, preferredEncodings } from './negotiate.ts';

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** Below, what compression takes away is less than what its headers add. Bytes. */
const worthwhile = 600;

const compressible = /^(?:text\/|application\/(?:javascript|json)|image\/svg)/;

/** Files of the build, compressed, by what is in them: as many as the build has, however their addresses are written. */
const finished = new Map<string, Promise<Buffer>>();

function packed(body: Buffer, encoding: Encoding, quality: number): Promise<Buffer> {
  if (encoding === 'gzip') return zip(body, { level: Math.min(quality, 9) });
  return brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}

/** How many of them there are. */
export const keptAnswers = (): number => finished.size;

export type Taking = {
  /** A file of the build, which never changes under its address. */
  built: boolean;
  /** Changes the HTML of the answer. */
  change?: (html: string) => string;
  /** The id of the request, when a page that failed is to be replaced by one that gives it as a reference. */
  reference?: string;
  /** What is known to be the matter, for that page: part of a sentence. */
  cause?: () => Promise<string | undefined>;
};

/** A person reads the answer, and not the script of a page. */
const isRead = (request: IncomingMessage) => String(request.headers.accept ?? '').includes('text/html');

async function bodyOf(request: IncomingMessage, response: ServerResponse, given: Buffer, taking: Taking) {
  if (taking.reference !== undefined && response.statusCode >= 500 && isRead(request)) {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', failurePolicy);
    return Buffer.from(failurePage(taking.reference, await taking.cause?.().catch(() => undefined)));
  }
  const type = String(response.getHeader('content-type') ?? '');
  const body = taking.change && type.startsWith('text/html') ? Buffer.from(taking.change(given.toString())) : given;
  const [encoding = 'identity'] = preferredEncodings(request.headers['accept-encoding'] as string | undefined);
  const fit = response.statusCode !== 206 && !response.hasHeader('content-encoding') && compressible.test(type);
  if (fit) response.appendHeader('Vary', 'Accept-Encoding');
  if (!fit || encoding === 'identity' || body.length < worthwhile) return body;
  const lasting = taking.built && response.statusCode === 200;
  const packedBody = await (lasting ? packedOnce(body, encoding) : packed(body, encoding, 4));
  response.setHeader('Content-Encoding', encoding);
  return packedBody;
}

function packedOnce(body: Buffer, encoding: Encoding): Promise<Buffer> {
  const key = `${encoding} ${createHash('sha256').update(body).digest('base64')}`;
  const known = finished.get(key) ?? packed(body, encoding, 11);
  finished.set(key, known);
  known.catch(() => finished.delete(key));
  return known;
}

/** Sets the headers of a `writeHead` without sending them. */
function noteHead(response: ServerResponse, status: number, rest: unknown[]): void {
  response.statusCode = status;
  const headers = rest.find((one) => typeof one === 'object' && one !== null) ?? {};
  const pairs: [string, unknown][] = Array.isArray(headers)
    ? headers.flatMap((name, at) => (at % 2 === 0 ? [[String(name), headers[at + 1]] as [string, unknown]] : []))
    : Object.entries(headers);
  for (const [name, value] of pairs) if (value !== undefined) response.setHeader(name, value as string | string[]);
}

/** Takes what is written to this response from now on, and sends it when it has ended. */
export function takeWhole(request: IncomingMessage, response: ServerResponse, taking: Taking): void {
  const { writeHead, end } = response;
  const chunks: Buffer[] = [];
  const take = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === 'string')
      chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as 'utf8') : 'utf8'));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const finish = async (done: unknown) => {
    const given = Buffer.concat(chunks);
    const empty = given.length === 0;
    const body = empty ? given : await bodyOf(request, response, given, taking).catch(() => given);
    Object.assign(response, { writeHead, end });
    if (!empty) response.setHeader('Content-Length', body.length);
    response.end(empty ? undefined : body, typeof done === 'function' ? (done as () => void) : undefined);
  };
  Object.assign(response, {
    writeHead: (status: number, ...rest: unknown[]) => {
      noteHead(response, status, rest);
      return response;
    },
    flushHeaders: () => undefined,
    write: (chunk: unknown, encoding: unknown, done: unknown) => {
      take(chunk, encoding);
      const then = typeof encoding === 'function' ? encoding : done;
      if (typeof then === 'function') process.nextTick(then as () => void);
      return true;
    },
    end: (chunk: unknown, encoding: unknown, done: unknown) => {
      Object.assign(response, { end: () => response }); // Once.
      if (typeof chunk !== 'function') take(chunk, encoding);
      void finish([chunk, encoding, done].find((one) => typeof one === 'function'));
      return response;
    },
  });
}
