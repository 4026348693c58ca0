/**
 * The application’s side of the doors.
 *
 * Promise: only what the front let in arrives here, over a socket that only this account can reach; it waits until the
 * application is ready, and its answer says to a browser what the front’s own answers say.
 */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { inRequest } from '../log.ts';
import { type Bound, openSocket } from '../socket.ts';
import { type Door, doorAt, doors } from './doors.ts';
import { drained, requestNames } from './entrance.ts';
import { commonHeaders, documentHeaders } from './headers.ts';
import { prepareOffice } from './office.ts';
import { refuse, refuseForNow } from './refuse.ts';
import { takeWhole } from './whole.ts';

export type ReceptionOptions = {
  /** Origin of the public site: HSTS is sent when it is https. */
  siteUrl: string;
  /** Gives the application's handler, when it is ready; rejects when it could not start. */
  application: () => Promise<RequestListener>;
  doors?: readonly Door[];
  /** Doors that are answered here, whatever became of the application, by path. */
  own?: Record<string, () => Promise<OwnAnswer>>;
  /** Asked when a page of the newsroom has failed: what is known to be the matter, as part of a sentence. */
  cause?: () => Promise<string | undefined>;
};

/** Said as JSON. */
export type OwnAnswer = { status: 200 | 503; body: Record<string, string> };

function answerWith({ status, body }: OwnAnswer, response: ServerResponse, secure: boolean): void {
  const json = Buffer.from(`${JSON.stringify(body)}\n`);
  const headers = ['Content-Type', 'application/json', 'Content-Length', String(json.length)];
  const later = status === 503 ? ['Retry-After', '5'] : [];
  response.writeHead(status, [...headers, ...later, 'Cache-Control', 'no-store', ...commonHeaders(secure)]);
  response.end(json);
}

/** The listener that answers requests the front has introduced. */
export function reception(options: ReceptionOptions): RequestListener {
  const secure = options.siteUrl.startsWith('https:');
  const headers = [...commonHeaders(secure), ...documentHeaders()];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const door = doorAt((request.url ?? '').split('?')[0] ?? '', options.doors ?? doors);
    const about = { secure, id: String(request.headers[requestNames.id] ?? '') };
    if (!door) return refuse(response, 404, about);
    try {
      const own = options.own?.[door.path];
      if (own) return answerWith(await own(), response, secure);
      const handle = await options.application();
      for (let at = 0; at < headers.length; at += 2) response.setHeader(headers[at] ?? '', headers[at + 1] ?? '');
      if (door.office) prepareOffice(request, response, options.cause);
      if (door.built) takeWhole(request, response, { built: true });
      inRequest.run(about.id, () => handle(request, response));
    } catch {
      await drained(request);
      if (!response.headersSent) refuseForNow(response, about);
    }
  };
  return (request, response) => {
    // What the application did not read of it: the next request on the connection stands behind.
    response.once('finish', () => request.resume());
    void receive(request, response);
  };
}

/**
 * Opens the socket of the doors in that folder. How much and how slowly a client may send is the front's business; what
 * it let in is taken with the headers it added.
 */
export function openReception(folder: string, options: ReceptionOptions): Promise<Bound> {
  const patient = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, maxHeaderSize: 64 * 1024 };
  return openSocket(createServer(patient, reception(options)), folder, 'doors.sock');
}
