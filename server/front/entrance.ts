/**
 * What becomes of a request for a door before the application hears of it.
 *
 * Promise: the application reads the caller’s address, path and request id from headers that only the front can set; a
 * change is let in only from a page of this very site, with a body of known and bounded length.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { longestBody } from '../limits.ts';

/** Headers by which the front tells the application what it knows; whatever a client sends under them is replaced. */
export const requestNames = { id: 'x-palmares-request', address: 'x-palmares-address', path: 'x-palmares-path' };

/** Why a request is not let in at all; nothing when it is. */
export function refusalOf(request: IncomingMessage, siteUrl: string, form = false): 403 | 413 | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.headers.origin !== siteUrl) return 403;
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  return length <= (form ? longestBody.form : longestBody.office) ? undefined : 413;
}

/** Lets a refused body arrive: a sender who is cut off while sending never hears the answer. */
export async function drained(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return;
  if (!(Number(request.headers['content-length']) <= longestBody.unread)) return;
  request.resume();
  await new Promise<unknown>((resolve) => request.once('end', resolve).once('close', resolve));
}

/** Addresses in one network of a provider’s customer count as one. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [before = [], after] = plain.split('::').map((part) => part.split(':').filter(Boolean));
  // Groups of zeros that « :: » leaves out; an IPv4 address at the end stands for two groups.
  const written = before.length + (after?.length ?? 0) + (plain.includes('.') ? 1 : 0);
  const groups = after ? [...before, ...Array<string>(Math.max(0, 8 - written)).fill('0'), ...after] : before;
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** The reader’s address: the connection’s, or what the outermost of our own proxies said. */
function addressOf(request: IncomingMessage, proxies: number): string {
  const said = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim());
  const given = proxies === 0 ? undefined : said.at(-proxies);
  return network(given || (request.socket.remoteAddress ?? 'unknown'));
}

/** What proxies and frameworks say to one another, and no browser ever does: nobody of ours says it either. */
const foreign =
  /^(forwarded|proxy|x-forwarded-(host|port|proto)|x-real-ip|x-original-url|x-rewrite-url|x-matched-path|x-now-.*|x-middleware-.*|x-invoke-.*)$/;

/**
 * Tells the application what the front knows of a request, over whatever the client said.
 * @param ours.proxies how many proxies of ours stand in front
 * @returns the id of the request and the address it comes from
 */
export function introduce(request: IncomingMessage, { siteUrl, proxies = 0 }: { siteUrl: string; proxies?: number }) {
  const { headers } = request;
  const [id, address] = [randomUUID(), addressOf(request, proxies)];
  headers[requestNames.id] = id;
  headers[requestNames.address] = address;
  headers[requestNames.path] = (request.url ?? '').split('?')[0] ?? '';
  headers.host = new URL(siteUrl).host;
  for (const name of Object.keys(headers)) if (foreign.test(name)) delete headers[name];
  return { id, address };
}
