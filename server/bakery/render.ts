/**
 * Asks the application for its pages, from inside the process.
 *
 * Promise: `openRenderer` asks over a Unix socket that only this account can reach, each page within a time limit; no
 * network port is opened. The bakery asks for two pages at a time.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { Agent, type IncomingMessage, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** An answer of the application, whole. Header names are in lower case. */
export type Rendered = { status: number; headers: Record<string, string>; body: Buffer };

/** Renders a path of the site. Rejects with {@link RenderRefused} when the application does not answer in time. */
export type Renderer = (path: string) => Promise<Rendered>;

/** The application gave no answer to keep; the message is in French for the people who publish. */
export class RenderRefused extends Error {}

/** A page is a few database reads: one that takes longer is stuck. */
const defaultLimit = 15_000;

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

/** Binds in the data folder when the path is short enough and the file system has sockets, else in a private folder. */
async function bind(server: Server, folder: string): Promise<{ socket: string; remove: () => Promise<void> }> {
  const near = path.join(folder, 'render.sock');
  if (Buffer.byteLength(near) <= longestSocketPath) {
    try {
      await listen(server, near);
      return { socket: near, remove: () => rm(near, { force: true }) };
    } catch {
      // A folder shared with another system often has no sockets; the temporary folder has.
    }
  }
  const own = await mkdtemp(path.join(Buffer.byteLength(tmpdir()) < 80 ? tmpdir() : '/tmp', 'palmares-'));
  await listen(server, path.join(own, 'render.sock'));
  return { socket: path.join(own, 'render.sock'), remove: () => rm(own, { recursive: true, force: true }) };
}

async function wholeAnswer(answer: IncomingMessage): Promise<Rendered> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  return { status: answer.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
}

/**
 * Opens the way to the application.
 * @param server answers as the application does; not listening yet
 * @param options.folder where the socket may be made; `options.siteUrl` the origin the pages believe they are asked at
 */
export async function openRenderer(
  server: Server,
  options: { folder: string; siteUrl: string; limitMs?: number },
): Promise<{ render: Renderer; close: () => Promise<void> }> {
  const { socket, remove } = await bind(server, options.folder);
  const agent = new Agent({ keepAlive: true });
  const site = new URL(options.siteUrl);
  const headers = {
    host: site.host,
    'x-forwarded-proto': site.protocol.slice(0, -1),
    'user-agent': 'PalmaresBakery',
    accept: '*/*',
  };
  const limit = options.limitMs ?? defaultLimit;
  const render: Renderer = (asked) =>
    new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(limit);
      const refuse = () =>
        reject(
          new RenderRefused(
            signal.aborted ? `le rendu a dépassé ${limit / 1000} s` : 'le moteur de rendu a coupé la réponse',
          ),
        );
      const asking = request({ socketPath: socket, path: asked, headers, agent, signal }, (answer) => {
        wholeAnswer(answer).then(resolve, refuse);
      });
      asking.on('error', refuse);
      asking.end();
    });
  const close = async () => {
    agent.destroy();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await remove();
  };
  return { render, close };
}
