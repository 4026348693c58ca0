/**
 * Sending what stands at an address.
 *
 * Promise: an answer is whole, of one build: bytes held in memory in one write, others streamed from the disk with the
 * length announced. Ranges are not served: the whole is, as RFC 9110, § 14.2, allows.
 */
import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { matchesTag, preferredEncodings } from './negotiate.ts';
import { canPrepare, sendPrepared } from './prepared.ts';
import type { Good, Variant } from './shelf.ts';

function choose(good: Good, acceptEncoding: string | undefined): Variant {
  if (good.br === undefined && good.gzip === undefined) return good.identity;
  for (const encoding of preferredEncodings(acceptEncoding)) {
    const variant = good[encoding];
    if (variant !== undefined) return variant;
  }
  return good.identity;
}

/**
 * Answers a GET or HEAD with what stands at the address.
 * @param lost called instead when the file of a streamed answer is no longer there
 */
export function send(request: IncomingMessage, response: ServerResponse, good: Good, lost: () => void): void {
  const { headers } = request;
  const variant = choose(good, headers['accept-encoding'] as string | undefined);
  const known = headers['if-none-match'];
  if (known !== undefined && good.status === 200 && matchesTag(known, variant.tag)) {
    response.writeHead(304, variant.notModified);
    response.end();
  } else if (variant.body && variant.head && canPrepare(request, response)) {
    sendPrepared(response, good.status, variant.head, variant.body);
  } else if (variant.body !== undefined || request.method === 'HEAD') {
    response.writeHead(good.status, variant.headers);
    response.end(variant.body);
  } else void stream(response, good.status, variant, lost);
}

async function stream(response: ServerResponse, status: number, variant: Variant, lost: () => void): Promise<void> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    // Opened before anything is said: the open file outlives the removal of its build.
    handle = await open(variant.file, 'r');
  } catch {
    lost();
    return;
  }
  response.writeHead(status, variant.headers);
  try {
    await pipeline(handle.createReadStream(), response);
  } catch {
    response.destroy(); // The reader left, or the disk failed: a cut answer shows as one.
  }
}
