/** The thread that aside.ts starts: one check or one deployment, then its end. */
import { parentPort, workerData } from 'node:worker_threads';
import { deploy, status } from './migrate.ts';

const { work, file } = workerData as { work: 'status' | 'deploy'; file: string };
try {
  parentPort?.postMessage({ value: await { status, deploy }[work](file) });
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  parentPort?.postMessage({ fault: message, sentence: name === 'MigrationError' });
}
