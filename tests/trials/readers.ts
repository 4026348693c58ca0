/** Readers of the public site, while something else goes on. */
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { origin } from './house.ts';

export type Readers = {
  /** Milliseconds each answer took, from the asking to its last byte; and which took longest. */
  waits: number[];
  slowest: { at: string; took: number };
  /** What was not answered 200. */
  failures: string[];
  stop: () => Promise<void>;
};

/** Asks once. @returns the status; 0 when no answer came in ten seconds */
function ask(at: string, agent: Agent | false): Promise<number> {
  return new Promise((resolve) => {
    const asking = get(origin() + at, { agent, timeout: 10_000 }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    asking.once('timeout', () => asking.destroy());
    asking.once('error', () => resolve(0));
  });
}

/**
 * Reads these addresses in turn until told to stop, so many times a second.
 * @param anew whether each reader comes with a connection of its own
 */
export function readOn(addresses: readonly string[], perSecond: number, anew = false): Readers {
  const agent = anew ? false : new Agent({ keepAlive: true, maxSockets: 16 });
  const [waits, failures]: [number[], string[]] = [[], []];
  const slowest = { at: '', took: 0 };
  const under = new Set<Promise<void>>();
  let reading = true;
  const once = async (at: string) => {
    const since = performance.now();
    const status = await ask(at, agent);
    const took = performance.now() - since;
    waits.push(took);
    if (took > slowest.took) Object.assign(slowest, { at, took });
    if (status !== 200) failures.push(`${at} : ${status === 0 ? 'pas de réponse' : status}`);
  };
  const going = (async () => {
    const began = performance.now();
    for (let asked = 0; reading; asked += 1) {
      await pause(Math.max(0, began + (asked * 1000) / perSecond - performance.now()));
      const one = once(addresses[asked % addresses.length] ?? '/').finally(() => under.delete(one));
      under.add(one);
    }
  })();
  const stop = async () => {
    reading = false;
    await going;
    await Promise.all(under);
    if (agent) agent.destroy();
  };
  return { waits, slowest, failures, stop };
}
