/**
 * A stand-in for the site that passes everything on and writes down what a browser asked and received.
 *
 * Promise: nothing the browser asks of the site escapes it, not even what developer tools do not list (icons, rules for
 * speculation, prefetches); bodies are passed as they are, compressed.
 */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bytes as transferred: the compressed body, and the head of the answer. `type` without its charset. */
export type Answered = {
  path: string;
  status: number;
  type: string;
  encoding: string;
  body: number;
  head: number;
  cookies: number;
};

export type Counter = { address: string; answered: Answered[]; close: () => Promise<void> };

function headLength(rawHeaders: string[]): number {
  return rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 'HTTP/1.1 200 OK\r\n\r\n'.length);
}

/** Stands before a site. */
export async function openCounter(site: string): Promise<Counter> {
  const answered: Answered[] = [];
  const server = createServer((asked, response) => {
    const headers = { ...asked.headers };
    if (headers.origin === `http://${headers.host}`) headers.origin = site;
    const onward = request(site + asked.url, { method: asked.method, headers }, async (answer) => {
      const { headers: told, statusCode = 0, rawHeaders } = answer;
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      answered.push({
        ...{ path: asked.url ?? '', status: statusCode, body: body.length, head: headLength(rawHeaders) },
        ...{ type: told['content-type']?.split(';')[0] ?? '', encoding: told['content-encoding'] ?? '' },
        cookies: told['set-cookie']?.length ?? 0,
      });
      response.writeHead(statusCode, rawHeaders).end(body);
    });
    onward.on('error', () => response.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, answered, close };
}
