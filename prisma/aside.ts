/**
 * The check and the deployment of migrations, for a process that goes on serving afterwards.
 *
 * Promise: the answers and errors of migrate.ts, by a thread that ends with them: the schema engine takes thirty
 * megabytes, and WebAssembly gives nothing back while its program runs.
 */
import { Worker } from 'node:worker_threads';
import { MigrationError } from './engine-error.ts';
import type { Deployment, Status } from './migrate.ts';

type Told<T> = { value: T } | { fault: string; sentence: boolean };

function inThread<T>(work: 'status' | 'deploy', file: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('in-thread.ts', import.meta.url), { workerData: { work, file } });
    worker.once('message', (told: Told<T>) => {
      // Only once it has ended is its connection surely closed.
      worker.removeAllListeners('exit').once('exit', () => {
        if ('value' in told) resolve(told.value);
        else reject(told.sentence ? new MigrationError(told.fault) : new Error(told.fault));
      });
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread of the schema engine ended without an answer.')));
  });
}

/** See `status` in migrate.ts. */
export const statusAside = (file: string) => inThread<Status>('status', file);

/** See `deploy` in migrate.ts. */
export const deployAside = (file: string) => inThread<Deployment>('deploy', file);
