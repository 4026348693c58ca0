/** Another program holds the database for eight seconds: everybody is served, and whoever saves is served late. */
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../../prisma/engine.ts';
import { databaseFile, write } from '../../server/database.ts';
import { sessionTimes } from '../../server/staff/sessions.ts';
import { formOf, laureates, save, signedIn } from './desk.ts';
import { opened, status } from './house.ts';
import { readOn } from './readers.ts';
import { inMs, type Trial } from './trial.ts';

const held = 8000;

/** Whoever only reads waits for nobody: the newsroom’s pages, and the machine that asks whether all is well. */
async function meanwhile(token: string): Promise<string[]> {
  const found: string[] = [];
  for (const at of ['/redaction', '/redaction/laureats', '/api/health', '/api/health/ready']) {
    const since = performance.now();
    const answered = await status(at, held / 2, token);
    const took = performance.now() - since;
    if (answered !== 200) found.push(`${at} répond ${answered} après ${inMs(took)}`);
  }
  return found;
}

export const trial: Trial = async (rounds, tell) => {
  const [{ id } = { id: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'contributor');
  const house = await opened();
  const form = await formOf(id, token);
  const failures: string[] = [];
  let slowest = 0;
  for (let round = 1; round <= rounds; round += 1) {
    // As after some minutes of reading, when a request would note that the session is in use.
    await write((tx) => tx.session.updateMany({ data: { lastSeenAt: new Date(Date.now() - 2 * sessionTimes.touch) } }));
    const other = await connect(databaseFile());
    await other.executeScript('BEGIN EXCLUSIVE');
    const readers = readOn(['/', '/laureats', '/laureats/biocycle'], 10);
    const since = performance.now();
    const saving = save(form, `Épreuve, tour ${round}.`);
    failures.push(...(await meanwhile(token)).map((one) => `tour ${round}, base tenue : ${one}`));
    await pause(since + held - performance.now());
    await other.executeScript('COMMIT');
    await other.dispose();
    const number = await saving;
    const took = performance.now() - since;
    await readers.stop();
    slowest = Math.max(slowest, took);
    if (number === undefined) failures.push(`tour ${round} : l’enregistrement n’a pas abouti`);
    if (took < held) failures.push(`tour ${round} : la base n’était pas tenue (${inMs(took)})`);
    if ((await status('/connexion')) !== 200) failures.push(`tour ${round} : la rédaction ne répond plus`);
    failures.push(...readers.failures.map((one) => `tour ${round} : ${one}`));
    tell(`${round} sur ${rounds}`);
  }
  await house.stop();
  return { times: rounds, failures, worst: `enregistré ${inMs(slowest - held)} après que la base fut rendue` };
};
