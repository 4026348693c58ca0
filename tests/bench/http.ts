/** Small requests on the loopback interface. */
import { Agent, get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** The bytes of an answer as they were sent, not decompressed. */
export function bytesOf(url: string, headers: Record<string, string> = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asking = get(url, { agent, headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      if (answer.statusCode === 200) resolve(Buffer.concat(chunks));
      else reject(new Error(`${url} answered ${answer.statusCode}.`));
    });
    asking.on('error', reject);
  });
}

/** A port of the loopback interface that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Resolves when the address answers 200. @throws when it does not within that many milliseconds */
export async function answers(url: string, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      await bytesOf(url);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(20);
    }
  }
}

/**
 * Asks every two milliseconds until the answer holds that text.
 * @returns the moment, in milliseconds of the system's monotonic clock, which other processes share
 * @throws when it does not within 20 seconds
 */
export async function whenShown(url: string, text: string): Promise<number> {
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    if ((await bytesOf(url)).includes(text)) return monotonic();
    await pause(2);
  }
  throw new Error(`${url} never showed « ${text} ».`);
}

/** Milliseconds of the system's monotonic clock: the same in every process of this machine. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
