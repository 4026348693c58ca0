/**
 * The Next application inside this process: it renders for the bakery and answers at the doors.
 *
 * Promise: one instance, in production mode, that nobody reaches but through the functions returned here.
 */
import { createServer, type RequestListener } from 'node:http';
import { openRenderer, type Renderer } from './bakery/render.ts';

export type Application = {
  render: Renderer;
  handle: RequestListener;
  close: () => Promise<void>;
};

/**
 * Starts Next from its build.
 * @param options.projectDir holds `.next`; `options.dataDir` may hold the socket; `options.siteUrl` is the public origin
 */
export async function startApplication(options: {
  projectDir: string;
  dataDir: string;
  siteUrl: string;
}): Promise<Application> {
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  const { default: next } = await import('next');
  const inner = createServer();
  // Given a server of its own, Next listens for upgrades there and not on the public's.
  const app = next({ dev: false, dir: options.projectDir, httpServer: inner, quiet: true });
  await app.prepare();
  const nextHandler = app.getRequestHandler();
  const handle: RequestListener = (request, response) => {
    nextHandler(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Le serveur a rencontré une erreur.\n');
    });
  };
  inner.on('request', handle);
  const renderer = await openRenderer(inner, { folder: options.dataDir, siteUrl: options.siteUrl });
  const close = async () => {
    await renderer.close();
    await app.close();
  };
  return { render: renderer.render, handle, close };
}
