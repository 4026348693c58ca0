/**
 * Answers of one sentence, and the one to a misspelt address.
 *
 * Promise: each says what is wrong and, where there is a remedy, the remedy, then the reference under which the log tells
 * of it; none is kept by anybody.
 */
import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { connections } from '../limits.ts';
import { commonHeaders } from './headers.ts';
import { refusalWords, sentences } from './sentences.ts';

export type Refusal = keyof typeof sentences;

function headersOf(body: Buffer, secure: boolean, more: string[]): string[] {
  const headers = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(body.length)];
  return [...headers, 'Cache-Control', 'no-store', 'Connection', 'close', ...commonHeaders(secure), ...more];
}

/** Answers with one sentence; the connection closes, since what follows on it may be the body nobody reads. */
export function refuse(
  response: ServerResponse,
  status: Refusal,
  { secure, id }: { secure: boolean; id: string },
  more: string[] = [],
): void {
  const body = Buffer.from(refusalWords(sentences[status], id));
  response.writeHead(status, headersOf(body, secure, more));
  response.end(body);
}

/** The application does not answer, for now. */
export function refuseForNow(response: ServerResponse, about: { secure: boolean; id: string }): void {
  refuse(response, 503, about, ['Retry-After', '3']);
}

export function redirect(response: ServerResponse, location: string, secure: boolean): void {
  const headers = ['Location', location, 'Content-Length', '0', 'Cache-Control', 'no-cache'];
  response.writeHead(308, [...headers, ...commonHeaders(secure)]);
  response.end();
}

const unread: Record<string, Refusal> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/**
 * Answers what could not be read as a request: too slow, too long or no HTTP.
 * @param told is called with the status of each
 */
export function refuseUnread(server: Server, secure: boolean, told: (status: Refusal) => string): void {
  server.on(
    'clientError',
    (error: NodeJS.ErrnoException, socket: Socket & { _httpMessage?: ServerResponse | null }) => {
      const status = unread[error.code ?? ''] ?? 400;
      // An answer that has begun cannot be taken back: it is cut.
      if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent)
        return socket.destroy(error);
      const body = Buffer.from(refusalWords(sentences[status], told(status)));
      const flat = headersOf(body, secure, []);
      const lines = flat.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${flat[at + 1]}`] : []));
      // Who does not close once answered is cut off: an answer that is never fetched would keep the connection.
      setTimeout(() => socket.destroy(), connections.parting).unref();
      socket.end(
        Buffer.concat([
          Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n`),
          body,
        ]),
      );
      return socket;
    },
  );
}
