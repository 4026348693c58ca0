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
import { takeWhole } from './whole.ts';

/** A preview is shown within a page of the newsroom; nothing else stands in a frame. */
const framed = (path: string) => (/\/apercu(\/|$)/.test(path) ? "'self'" : "'none'");

/** The document in the frames of a preview: it has no script, like the page it shows. */
const still = (path: string) => path.endsWith('/apercu/document');

const policy = (nonce: string, path: string) =>
  `default-src 'none'; ${still(path) ? '' : `script-src 'nonce-${nonce}' 'strict-dynamic'; `}style-src 'self'; img-src 'self'; ` +
  "font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; " +
  `frame-ancestors ${framed(path)}`;

// Shared by this module and the application’s bundle, by request: the changes under way whose action began, and the pages
// that the role of whoever asked does not see, and the answers that say to wait.
const key = Symbol.for('palmares.requests');
type Said = { begun: Set<string>; withheld: Set<string>; waits: Map<string, Wait> };
const shared = globalThis as typeof globalThis & { [key]?: Said };
shared[key] ??= { begun: new Set(), withheld: new Set(), waits: new Map() };
const { begun, withheld, waits } = shared[key];

/** Why whoever asked must wait: 429, too many tries; 503, too much is being done. How long, in milliseconds. */
type Wait = { status: 429 | 503; wait: number };

/** The answer to this request says to come back later: by its status and `Retry-After` too. */
export function mustWait(requestId: string, status: Wait['status'], wait: number): void {
  // Asked by no front (a command, a test), it would be kept for nobody.
  if (waits.size < 1000) waits.set(requestId, { status, wait });
}

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
    const waiting = waits.get(requestId);
    if (waiting && status < 400) {
      response.setHeader('Retry-After', Math.max(1, Math.ceil(waiting.wait / 1000)));
      return waiting.status;
    }
    if (status === 200 && withheld.has(requestId)) return 403;
    return isChange && status >= 500 && !begun.has(requestId) ? 400 : status;
  };
  response.writeHead = (status: number, ...rest: unknown[]) => writeHead(corrected(status), ...rest);
  response.once('close', () => {
    begun.delete(requestId);
    withheld.delete(requestId);
    waits.delete(requestId);
  });
}

/** Prepares a request of the back office, introduced by the front, and its answer. */
export function prepareOffice(request: IncomingMessage, response: ServerResponse): void {
  const id = String(request.headers[requestNames.id]);
  const path = String(request.headers[requestNames.path]);
  const content = policy(randomBytes(16).toString('base64'), path);
  request.headers['content-security-policy'] = content; // The application gives its own scripts the nonce it finds here.
  correctStatus(response, id, request.method === 'POST');
  response.setHeader('Content-Security-Policy', content);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'same-origin'); // Stricter, browsers would send `Origin: null` with forms.
  response.setHeader('X-Robots-Tag', 'noindex');
  takeWhole(request, response, { built: false, reference: id, ...(still(path) && { change: withoutScripts }) });
}
