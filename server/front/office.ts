/**
 * What the front does for the doors of the back office, before the application sees a request.
 *
 * Promise: the application reads the caller’s address, path and request id from headers that only the front can set; a
 * change is let in only from a page of this very site; every answer forbids keeping it, framing it and running any
 * script but those of its own nonce.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { withoutScripts } from '../bakery/freeze.ts';
import type { Door } from './doors.ts';
import { takeWhole } from './whole.ts';

/** Headers by which the front tells the application what it knows; whatever a client sends under them is replaced. */
export const requestNames = { id: 'x-palmares-request', address: 'x-palmares-address', path: 'x-palmares-path' };

/** The longest bodies let in, of the newsroom (the longest text of an entry is a tenth of it) and of public forms. */
const longestBody = { office: 1024 * 1024, form: 16 * 1024 };

/** A preview is shown within a page of the newsroom; nothing else stands in a frame. */
const framed = (path: string) => (/\/apercu(\/|$)/.test(path) ? "'self'" : "'none'");

/** The document in the frames of a preview: it has no script, like the page it shows. */
const still = (path: string) => path.endsWith('/apercu/document');

const policy = (nonce: string, path: string) =>
  `default-src 'none'; ${still(path) ? '' : `script-src 'nonce-${nonce}' 'strict-dynamic'; `}style-src 'self'; img-src 'self'; ` +
  "font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; " +
  `frame-ancestors ${framed(path)}`;

/** Addresses in one network of a provider’s customer count as one. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return isIPv6(plain) ? plain.split(':').slice(0, 4).join(':') : plain;
}

/** The reader’s address: the connection’s, or what the outermost of our own proxies said. */
function addressOf(request: IncomingMessage, proxies: number): string {
  const said = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim());
  const given = proxies === 0 ? undefined : said.at(-proxies);
  return network(given || (request.socket.remoteAddress ?? 'unknown'));
}

// Shared by the front and the application’s bundle, by request: the changes under way whose action began, and the pages
// that the role of whoever asked does not see.
const key = Symbol.for('palmares.requests');
const shared = globalThis as typeof globalThis & { [key]?: { begun: Set<string>; withheld: Set<string> } };
shared[key] ??= { begun: new Set(), withheld: new Set() };
const { begun, withheld } = shared[key];

/** An action has been called for this request: its body could be read. Every action says so first. */
export function actionBegan(requestId: string | null): void {
  if (requestId !== null) begun.add(requestId);
}

/** The page that answers this request says that it is not for this role: 403, not 200. */
export function pageWithheld(requestId: string | null): void {
  if (requestId !== null) withheld.add(requestId);
}

/**
 * Says by the status what the application knows only by its words. When it fails on a change before any action began,
 * the body was at fault: 400, not 500.
 */
function correctStatus(response: ServerResponse, requestId: string, isChange: boolean): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  const corrected = (status: number) => {
    if (status === 200 && withheld.has(requestId)) return 403;
    return isChange && status >= 500 && !begun.has(requestId) ? 400 : status;
  };
  response.writeHead = (status: number, ...rest: unknown[]) => writeHead(corrected(status), ...rest);
  response.once('close', () => {
    begun.delete(requestId);
    withheld.delete(requestId);
  });
}

/** Why a request is not let in at all; nothing when it is. */
export function refusalOf(request: IncomingMessage, siteUrl: string, form = false): 403 | 413 | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.headers.origin !== siteUrl) return 403;
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  return length <= (form ? longestBody.form : longestBody.office) ? undefined : 413;
}

/** The longest body of a refused request that is let in, unread: beyond, its sender is cut off. */
const longestUnread = 8 * 1024 * 1024;

/** Lets a refused body arrive: a sender who is cut off while sending never hears the answer. */
export async function drained(request: IncomingMessage): Promise<void> {
  if (!(Number(request.headers['content-length']) <= longestUnread)) return;
  request.resume();
  await new Promise<unknown>((resolve) => request.once('end', resolve).once('close', resolve));
}

type Ours = { siteUrl: string; proxies?: number };

/** Prepares the request of a door and, in the back office, its answer. */
export function prepare(door: Door, request: IncomingMessage, response: ServerResponse, ours: Ours): void {
  if (door.office) prepareOffice(request, response, ours);
  else introduce(request, ours);
}

/** Tells the application what the front knows of a request, over whatever the client said. @returns the request’s id */
function introduce(request: IncomingMessage, { siteUrl, proxies = 0 }: Ours): string {
  const { headers } = request;
  const id = randomUUID();
  headers[requestNames.id] = id;
  headers[requestNames.address] = addressOf(request, proxies);
  headers[requestNames.path] = (request.url ?? '').split('?')[0] ?? '';
  headers.host = new URL(siteUrl).host;
  for (const name of ['x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto', 'forwarded']) delete headers[name];
  return id;
}

/** Prepares a request of the back office and its answer. */
export function prepareOffice(request: IncomingMessage, response: ServerResponse, ours: Ours): void {
  const id = introduce(request, ours);
  const path = String(request.headers[requestNames.path]);
  const content = policy(randomBytes(16).toString('base64'), path);
  request.headers['content-security-policy'] = content; // The application gives its own scripts the nonce it finds here.
  correctStatus(response, id, request.method === 'POST');
  response.setHeader('Content-Security-Policy', content);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'same-origin'); // Stricter, browsers would send `Origin: null` with forms.
  response.setHeader('X-Robots-Tag', 'noindex');
  takeWhole(request, response, { built: false, ...(still(path) && { change: withoutScripts }) });
}
