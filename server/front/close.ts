/** The end of the front. */
import type { Server } from 'node:http';
import { connections } from '../limits.ts';

/** Stops accepting, lets answers in hand finish, closes what remains after the time allowed. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const last = setTimeout(() => server.closeAllConnections(), connections.drain);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(last);
}
