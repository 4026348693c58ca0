/**
 * The public's side of the process: baked bytes first, then the doors that must run, then the baked 404.
 *
 * Promise: nothing but a door ever reaches the application or the database; every other request, however odd, is
 * answered from memory (or a baked file) with 200, 301, 304, 308, 400, 404, 405, 410 or 414.
 * A new site takes the old
 * one's place between two requests.
 */
import { createServer, type Server } from 'node:http';
import type { Build } from './bakery/swap.ts';
import { Answers, type FrontOptions } from './front/answers.ts';
import { closeServer } from './front/close.ts';
import { refuseUnread } from './front/refuse.ts';
import { type Shelf, stockShelf, without } from './front/shelf.ts';
import type { Counts } from './front/tally.ts';
import { connections } from './limits.ts';

export type Front = {
  server: Server;
  /** Shows a build; the next request is answered from it. @throws {BuildDamaged} */
  show: (build: Build) => Promise<void>;
  /** Takes addresses off at once: they answer 404. */
  withhold: (paths: string[]) => void;
  shelf: () => Shelf;
  counts: () => Counts;
  /** Lets requests in hand finish, then closes what is left. */
  close: () => Promise<void>;
};

/** Makes the front, showing nothing yet and not listening. */
export function openFront(options: FrontOptions): Front {
  const answers = new Answers(options);
  const limits = { ...connections, ...options.limits?.connections };
  const server = createServer(
    {
      ...{ maxHeaderSize: limits.headerBytes, headersTimeout: limits.headers, requestTimeout: limits.request },
      ...{ keepAliveTimeout: limits.kept, connectionsCheckingInterval: limits.check },
      // A request without a body is one from the start: making a stream end that was never read took a fifth of the time.
      optimizeEmptyRequests: true,
    },
    (request, response) => answers.answer(request, response),
  );
  server.maxConnections = limits.most;
  server.timeout = limits.idle;
  server.on('drop', () => answers.tally.count('closed', 0));
  refuseUnread(server, answers.secure, (status) => answers.refused(status));
  return {
    server,
    shelf: () => answers.shelf,
    counts: () => answers.tally.counts(),
    show: async (build) => {
      const { secure, shelf: earlier } = answers;
      answers.shelf = await stockShelf(build, {
        ...{ secure, earlier },
        ...(options.shelfLimits && { limits: options.shelfLimits }),
      });
    },
    withhold: (paths) => {
      answers.shelf = without(answers.shelf, paths);
    },
    close: () => closeServer(server),
  };
}
