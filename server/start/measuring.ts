/** What the process measures of itself, given on the loopback interface when a port is set for it. */
import { bakery } from '../bakery/present.ts';
import { reader } from '../database.ts';
import { env } from '../env.ts';
import type { FrontThread } from '../front/thread.ts';
import { unjudged } from '../staff/unjudged.ts';
import { latest, listBackups } from '../upkeep/shelf.ts';
import { cannotListen } from './checks.ts';

/** The lines that the journal holds of failed passwords, codes and proofs. */
const failures = ['refused:signIn', 'refused:giveSecondFactor', 'refused:provePassword'];

/**
 * Gives the measures when METRICS_PORT is set; the library that counts is loaded only then.
 * @returns how to stop @throws {StartError} when the port cannot be had
 */
export async function giveMeasures(front: FrontThread): Promise<() => Promise<void>> {
  const { watch, backups } = env();
  if (watch.metricsPort === undefined) return async () => undefined;
  const { metricsPort: port } = watch;
  const { openMetrics } = await import('../upkeep/metrics.ts');
  const measures = await openMetrics(port, {
    counts: () => front.counts(),
    bakes: () => bakery()?.state(),
    lastBackup: async () => latest(await listBackups(backups.folder))?.madeAt,
    failedSignIns: async () => ({
      failed: await reader().journalLine.count({ where: { verb: { in: failures } } }),
      ...unjudged(),
    }),
  }).catch((error: Error) => {
    throw cannotListen(error, { host: '127.0.0.1', port, setting: 'METRICS_PORT' });
  });
  return measures.close;
}
