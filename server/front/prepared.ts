/**
 * Answers whose head was written before anybody asked.
 *
 * Promise: byte for byte what `writeHead` and `end` would send (a test compares), without checking and joining the same
 * fifteen headers anew at each request: that took a quarter of the front's processor time (measured on Node 24.21,
 * which the project pins).
 *
 * It sets `_header`, the field in which Node's response keeps its finished head until the first byte leaves. Node has no
 * public way to give a head it need not check; the field has had this meaning since Node 0.4, and only answers that are
 * GET, HTTP/1.1, kept alive and of a known length take this way. Everything else goes through `writeHead`.
 */
import {
  type IncomingMessage,
  type ServerResponse,
  STATUS_CODES,
  validateHeaderName,
  validateHeaderValue,
} from 'node:http';
import { connections } from '../limits.ts';

const kept = `Connection: keep-alive\r\nKeep-Alive: timeout=${connections.kept / 1000}\r\n\r\n`;

/**
 * The headers of an answer, finished, but for what moves (date, connection).
 * @param headers flat: name, value, name, value …; `Content-Length` is among them
 * @throws when a name or a value could not stand in a head
 */
export function headOf(headers: readonly string[]): string {
  let head = '';
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] ?? '';
    const value = headers[at + 1] ?? '';
    validateHeaderName(name);
    validateHeaderValue(name, value);
    head += `${name}: ${value}\r\n`;
  }
  return head;
}

let second = -1;
let ending = '';

/** What ends a head in this second. */
function endOfHead(): string {
  const now = Date.now();
  const present = Math.floor(now / 1000);
  if (present !== second) {
    second = present;
    ending = `Date: ${new Date(now).toUTCString()}\r\n${kept}`;
  }
  return ending;
}

type WithHead = ServerResponse & { _header?: string | null };

/** Whether a prepared head says the truth for this request. */
export function canPrepare(request: IncomingMessage, response: ServerResponse): boolean {
  return request.method === 'GET' && response.shouldKeepAlive && request.httpVersion === '1.1';
}

/** Sends a head made by `headOf` and its body, which is not empty. */
export function sendPrepared(response: WithHead, status: number, head: string, body: Buffer): void {
  response.statusCode = status;
  response._header = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}${endOfHead()}`;
  response.end(body);
}
