/** Small requests on the loopback interface. */
import { Agent, get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** An answer as it was sent: the body not decompressed, the headers as `[name, value]`. */
export type Answer = { body: Buffer; headers: [string, string][] };

/** Asks for an address. @throws when the answer is not 200 */
export function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = get(url, { agent, headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      const raw = answer.rawHeaders;
      const pairs = raw.flatMap((name, at): [string, string][] => (at % 2 === 0 ? [[name, raw[at + 1] ?? '']] : []));
      if (answer.statusCode === 200) resolve({ body: Buffer.concat(chunks), headers: pairs });
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
      await ask(url);
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
    if ((await ask(url)).body.includes(text)) return monotonic();
    await pause(2);
  }
  throw new Error(`${url} never showed « ${text} ».`);
}

/** Milliseconds of the system's monotonic clock: the same in every process of this machine. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
