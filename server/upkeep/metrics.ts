/**
 * Measures of the process, in the text format of Prometheus, for whoever watches from this very machine.
 *
 * Promise: given on 127.0.0.1 and nowhere else, on a port of its own, to GET only; each is read when asked for, so that
 * nothing is spent on measures that nobody reads.
 */
import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { BakeState } from '../bakery/present.ts';
import type { Counts } from '../front/tally.ts';
import type { Unjudged } from '../staff/unjudged.ts';

/** Where the measures come from. */
export type Measured = {
  counts: () => Promise<Counts>;
  bakes: () => BakeState | undefined;
  /** When the latest backup was made; nothing when there is none, or none of which it is known. */
  lastBackup: () => Promise<Date | undefined>;
  /** Failed passwords, codes and proofs since the installation began; those refused unseen since the process started. */
  failedSignIns: () => Promise<{ failed: number } & Unjudged>;
};

type Made = { name: string; help: string; labelNames?: string[]; of: (measured: Measured) => Promise<Reading[]> };

type Reading = { value: number; labels?: Record<string, string | number> };

const counters: Made[] = [
  {
    name: 'palmares_requests_total',
    help: 'Answers by class (baked, door, refused, closed) and status, since the front started.',
    labelNames: ['class', 'status'],
    of: async ({ counts }) =>
      Object.entries(await counts()).flatMap(([of, pairs]) =>
        pairs.map(([status, value]) => ({ value, labels: { class: of, status } })),
      ),
  },
  {
    name: 'palmares_failed_sign_ins_total',
    help: 'Passwords, codes and proofs: failed (in the journal), refused unseen as throttled or busy (since the start).',
    labelNames: ['outcome'],
    of: async ({ failedSignIns }) =>
      Object.entries(await failedSignIns()).map(([outcome, value]) => ({ value, labels: { outcome } })),
  },
];

const gauges: Made[] = [
  {
    name: 'palmares_bake_seconds',
    help: 'Time of the last bake of its kind.',
    labelNames: ['kind'],
    of: async ({ bakes }) => {
      const { last, lastWhole } = bakes() ?? {};
      const known = [last, lastWhole].flatMap((one) => (one?.ok ? [one] : []));
      return known.map(({ kind, ms }) => ({ value: ms.total / 1000, labels: { kind } }));
    },
  },
  {
    name: 'palmares_bake_ok',
    help: 'Whether the last bake succeeded, every page with it: 1 or 0.',
    of: async ({ bakes }) => {
      const last = bakes()?.last;
      return last ? [{ value: last.ok && last.failed.length === 0 ? 1 : 0 }] : [];
    },
  },
  {
    name: 'palmares_bake_queue_length',
    help: 'Edited addresses that wait to be baked, and 1 for a whole bake that waits.',
    of: async ({ bakes }) => {
      const waiting = bakes()?.waiting;
      return [{ value: (waiting?.pages.length ?? 0) + (waiting?.whole ? 1 : 0) }];
    },
  },
  {
    name: 'palmares_publication_number',
    help: 'The publication at which the site being served was baked.',
    of: async ({ bakes }) => [{ value: bakes()?.online?.publicationNumber ?? 0 }],
  },
  {
    name: 'palmares_backup_age_seconds',
    help: 'Age of the latest backup; absent when there is none.',
    of: async ({ lastBackup }) => {
      const at = await lastBackup();
      return at ? [{ value: (Date.now() - at.getTime()) / 1000 }] : [];
    },
  },
];

/** A measure that cannot be read is left out; the others are given all the same. */
const readings = (made: Made, measured: Measured) => made.of(measured).catch((): Reading[] => []);

function registryOf(measured: Measured): Registry {
  const registry = new Registry();
  const named = ({ name, help, labelNames = [] }: Made) => ({ name, help, labelNames, registers: [registry] });
  for (const made of counters) {
    const counter: Counter = new Counter({
      ...named(made),
      async collect() {
        const found = await readings(made, measured);
        counter.reset();
        for (const { labels = {}, value } of found) counter.inc(labels, value);
      },
    });
  }
  for (const made of gauges) {
    const gauge: Gauge = new Gauge({
      ...named(made),
      async collect() {
        const found = await readings(made, measured);
        gauge.reset();
        // Without labels a measure is 0 until it is set: absent is not 0.
        if (found.length === 0 && made.labelNames === undefined) gauge.remove();
        for (const { labels = {}, value } of found) gauge.set(labels, value);
      },
    });
  }
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Gives the measures at `/metrics`. @param port 0 takes any @returns the port, and how to stop @throws the system’s error */
export async function openMetrics(
  port: number,
  measured: Measured,
): Promise<{ port: number; close: () => Promise<void> }> {
  const registry = registryOf(measured);
  const server = createServer((request, response) => {
    const say = (status: number, type: string, text: string) =>
      response.writeHead(status, { 'Content-Type': type }).end(text);
    const plain = 'text/plain; charset=utf-8';
    if (request.method !== 'GET' || request.url !== '/metrics')
      return say(404, plain, 'Les mesures sont à l’adresse /metrics.\n');
    registry.metrics().then(
      (text) => say(200, registry.contentType, text),
      (error: Error) => say(500, plain, `Une mesure ne peut pas être faite : ${error.message}\n`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: typeof address === 'object' ? (address?.port ?? port) : port, close };
}
