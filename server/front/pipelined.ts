/**
 * Requests that come on a connection before the one ahead of them is answered (RFC 9112, § 9.3.2).
 *
 * Promise: a few may wait; beyond, the front closes the connection, as the RFC allows. Node would read thousands out of one
 * packet, and keep an answer for each as long as nobody fetches the first: 50 connections filled the memory of the thread.
 * Nor are those behind the one too many read: a packet of 64 KB holds 2,000 of them, and 25 such packets took a second.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { connections } from '../limits.ts';

const waiting = new WeakMap<Socket, number>();

/** What Node calls with each request that its parser has read; without a public name (node:_http_server). */
type Read = Socket & { parser?: { onIncoming: () => number } | null };

/** As for a request that changes the protocol: what follows is not HTTP, and left unread (llhttp, `on_headers_complete`). */
const readsNoFurther = () => 2;

/** Closes a crammed connection, and leaves unread what Node has of it. */
export function cut(socket: Read): void {
  if (socket.parser) socket.parser.onIncoming = readsNoFurther;
  socket.destroy();
}

/**
 * Whether this request is one too many on its connection, which is then to be closed.
 *
 * An answer has its connection from the start unless another is before it (`response.socket`); so most are told at once.
 */
export function isCrammed({ socket }: IncomingMessage, response: ServerResponse): boolean {
  if (response.socket !== null) return false;
  const before = waiting.get(socket) ?? 0;
  if (before >= connections.pipelined) return true;
  waiting.set(socket, before + 1);
  response.once('close', () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1));
  return false;
}
