/**
 * Asks the application for its pages, from inside the process.
 *
 * Promise: `openRenderer` asks over a Unix socket that only this account can reach, each page within a time limit; no
 * network port is opened. The bakery asks for two pages at a time.
 */
import { Agent, type IncomingMessage, request, type Server } from 'node:http';
import { openSocket } from '../socket.ts';

/** An answer of the application, whole. Header names are in lower case. */
export type Rendered = { status: number; headers: Record<string, string>; body: Buffer };

/** Renders a path of the site. Rejects with {@link RenderRefused} when the application does not answer in time. */
export type Renderer = (path: string) => Promise<Rendered>;

/** The application gave no answer to keep; the message is in French for the people who publish. */
export class RenderRefused extends Error {}

/** A page is a few database reads: one that takes longer is stuck. */
const defaultLimit = 15_000;

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
  const { socket, close: closeSocket } = await openSocket(server, options.folder, 'render.sock');
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
    await closeSocket();
  };
  return { render, close };
}
