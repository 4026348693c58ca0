/**
 * One trial in a process of its own: `node run.ts NAME ROUNDS`, on the data folder and the port of the environment.
 *
 * Promise: it tells its parent how far it is, then the outcome; whatever it started ends with it.
 */
import { prepareStore } from '../../bin/setup.ts';
import { NotHere, type Trial } from './trial.ts';

export type Told = { progress: string } | { outcome: Awaited<ReturnType<Trial>> } | { unmeasured: string };

const [name = '', rounds = '1'] = process.argv.slice(2);
const tell = (told: Told) => new Promise((resolve) => process.send?.(told, resolve));

process.on('disconnect', () => process.exit(1));
const { trial } = (await import(`./${name}.ts`)) as { trial: Trial };
try {
  await prepareStore();
  await tell({ outcome: await trial(Number(rounds), (progress) => void tell({ progress })) });
} catch (error) {
  if (!(error instanceof NotHere)) throw error;
  await tell({ unmeasured: error.message });
}
process.exit(0);
