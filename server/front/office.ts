/**
 * What is done for the doors of the back office, before the application sees a request.
 *
 * Promise: every answer forbids keeping it, framing it and running any script but those of its own nonce; its status
 * says what the application knows only by its words.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { withoutScripts } from '../bakery/freeze.ts';
import { requestNames } from './entrance.ts';
import { type Taking, takeWhole } from './whole.ts';

/** A preview is shown within a page of the newsroom; nothing else stands in a frame. */
const framed = (path: string) => (/\/apercu(\/|$)/.test(path) ? "'self'" : "'none'");

/** The document in the frames of a preview: it has no script, like the page it shows. */
const still = (path: string) => path.endsWith('/apercu/document');

const policy = (nonce: string, path: string) =>
  `default-src 'none'; ${still(path) ? '' : `script-src 'nonce-${nonce}' 'strict-dynamic'; `}style-src 'self'; img-src 'self'; ` +
  "font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; " +
  `frame-ancestors ${framed(path)}`;

/** Why whoever asked must wait: 429, too many tries; 503, too much is being done. How long, in milliseconds. */
type Wait = { status: 429 | 503; wait: number };

/** Of a request: its action began; its page is not for the role of whoever asked; its answer says to wait. */
type Said = { begun?: true; withheld?: true; waits?: Wait };

// What the application said of each request whose answer is still open. Shared by this module and the application’s bundle.
const key = Symbol.for('palmares.requests');
const shared = globalThis as typeof globalThis & { [key]?: Map<string, Said> };
shared[key] ??= new Map();
const open = shared[key];

/** Of a request whose answer is closed, or that no front introduced (a command), nothing is kept: nobody would take it away. */
function say(requestId: string | null, said: Said): void {
  const before = open.get(requestId ?? '');
  if (before) Object.assign(before, said);
}

/** The answer to this request says to come back later: by its status and `Retry-After` too. */
export function mustWait(requestId: string, status: Wait['status'], wait: number): void {
  say(requestId, { waits: { status, wait } });
}

/** An action has been called for this request: its body could be read. Every action says so first. */
export function actionBegan(requestId: string | null): void {
  say(requestId, { begun: true });
}

/** The page that answers this request says that it is not for this role: 403, not 200. */
export function pageWithheld(requestId: string | null): void {
  say(requestId, { withheld: true });
}

/**
 * Says by the status what the application knows only by its words. When it fails on a change before any action began,
 * the body was at fault: 400, not 500.
 */
function correctStatus(response: ServerResponse, requestId: string, isChange: boolean): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  const said: Said = {};
  const corrected = (status: number) => {
    const { begun, withheld, waits } = said;
    if (waits && status < 400) {
      response.setHeader('Retry-After', Math.max(1, Math.ceil(waits.wait / 1000)));
      return waits.status;
    }
    if (status === 200 && withheld) return 403;
    return isChange && status >= 500 && !begun ? 400 : status;
  };
  response.writeHead = (status: number, ...rest: unknown[]) => writeHead(corrected(status), ...rest);
  // Whoever asked may have left while the application was starting: `close` does not come again.
  if (response.closed) return;
  open.set(requestId, said);
  response.once('close', () => open.delete(requestId));
}

/** Prepares a request of the back office, introduced by the front, and its answer. @param cause see `ReceptionOptions` */
export function prepareOffice(request: IncomingMessage, response: ServerResponse, cause?: Taking['cause']): void {
  const id = String(request.headers[requestNames.id]);
  const path = String(request.headers[requestNames.path]);
  const content = policy(randomBytes(16).toString('base64'), path);
  request.headers['content-security-policy'] = content; // The application gives its own scripts the nonce it finds here.
  correctStatus(response, id, request.method === 'POST');
  response.setHeader('Content-Security-Policy', content);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'same-origin'); // Stricter, browsers would send `Origin: null` with forms.
  response.setHeader('X-Robots-Tag', 'noindex');
  const change = still(path) && { change: withoutScripts };
  takeWhole(request, response, { built: false, reference: id, ...(cause && { cause }), ...change });
}
