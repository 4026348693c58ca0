/**
 * Answers of one sentence, and the one to a misspelt address.
 *
 * Promise: each says what is wrong and, where there is a remedy, the remedy; none is kept by anybody.
 */
import type { ServerResponse } from 'node:http';
import { commonHeaders } from './headers.ts';
import { sentences } from './sentences.ts';

/** Answers with one sentence; the connection closes, since what follows on it may be the body nobody reads. */
export function refuse(
  response: ServerResponse,
  status: keyof typeof sentences,
  secure: boolean,
  more: string[] = [],
): void {
  const body = Buffer.from(`${sentences[status]}\n`);
  const headers = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(body.length)];
  const rest = ['Cache-Control', 'no-store', 'Connection', 'close', ...commonHeaders(secure), ...more];
  response.writeHead(status, [...headers, ...rest]);
  response.end(body);
}

/** The application does not answer, for now. */
export function refuseForNow(response: ServerResponse, secure: boolean): void {
  refuse(response, 503, secure, ['Retry-After', '3']);
}

export function redirect(response: ServerResponse, location: string, secure: boolean): void {
  const headers = ['Location', location, 'Content-Length', '0', 'Cache-Control', 'no-cache'];
  response.writeHead(308, [...headers, ...commonHeaders(secure)]);
  response.end();
}
