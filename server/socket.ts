/**
 * Ways between the parts of the process: Unix sockets that only this account can reach.
 *
 * Promise: a server bound here opens no network port; its socket goes when it closes.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A server bound to `socket`, an absolute path. */
export type Bound = { socket: string; close: () => Promise<void> };

/** Longest path of a Unix socket on the systems in use: 104 bytes on macOS, 108 on Linux, the final zero included. */
const longestSocketPath = 103;

async function listen(server: Server, socket: string): Promise<void> {
  await rm(socket, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => {
      server.off('error', reject);
      resolve();
    });
  });
  await chmod(socket, 0o600);
}

/** Binds in the folder when the path is short enough and the file system has sockets, else in a private folder. */
async function bind(server: Server, folder: string, name: string): Promise<{ socket: string; remove: string }> {
  const near = path.join(folder, name);
  if (Buffer.byteLength(near) <= longestSocketPath) {
    try {
      await listen(server, near);
      return { socket: near, remove: near };
    } catch {
      // A folder shared with another system often has no sockets; the temporary folder has.
    }
  }
  const own = await mkdtemp(path.join(Buffer.byteLength(tmpdir()) < 80 ? tmpdir() : '/tmp', 'palmares-'));
  await listen(server, path.join(own, name));
  return { socket: path.join(own, name), remove: own };
}

/** Makes a server answer on a socket of that name, in the folder where that can be. */
export async function openSocket(server: Server, folder: string, name: string): Promise<Bound> {
  const { socket, remove } = await bind(server, folder, name);
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await rm(remove, { recursive: true, force: true });
  };
  return { socket, close };
}
