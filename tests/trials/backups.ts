/** Backups made while somebody saves without end, each unpacked and compared with the states that were committed. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, rows } from '../../prisma/engine.ts';
import { databaseFile } from '../../server/database.ts';
import { env } from '../../server/env.ts';
import { makeBackup, readBackup } from '../../server/upkeep/backup.ts';
import { databaseName } from '../../server/upkeep/places.ts';
import { formOf, laureates, save, signedIn } from './desk.ts';
import { opened } from './house.ts';
import { inMs, type Trial } from './trial.ts';

/** Milliseconds between the start of one backup and the next. */
const every = 2000;

const tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

/** A hash of every row of every table; when a session was last seen is written outside of any save. */
async function stateOf(file: string): Promise<string> {
  const connection = await connect(file, { readonly: true });
  try {
    await connection.executeScript('BEGIN');
    const hash = createHash('sha256');
    for (const [name] of await rows(connection, tables)) {
      const found = name === 'Session' || name === 'Throttle' ? [] : await rows(connection, `SELECT * FROM "${name}"`);
      hash.update(
        `${name}\n${found
          .map((row) => JSON.stringify(row))
          .sort()
          .join('\n')}\n`,
      );
    }
    await connection.executeScript('COMMIT');
    return hash.digest('hex');
  } finally {
    await connection.dispose();
  }
}

export const trial: Trial = async (rounds, tell) => {
  const [{ id } = { id: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'contributor');
  const house = await opened();
  const form = await formOf(id, token);
  const committed = new Set([await stateOf(databaseFile())]);
  const failures: string[] = [];
  let [working, saves] = [true, 0];
  const saving = (async () => {
    while (working) {
      if ((await save(form, `Épreuve ${randomBytes(8).toString('hex')}.`)) === undefined)
        failures.push('un enregistrement a échoué');
      else saves += 1;
      committed.add(await stateOf(databaseFile()));
    }
  })();
  const folder = path.join(env().dataDir, 'backups');
  const into = path.join(env().dataDir, 'trials');
  const found: string[] = [];
  let slowest = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const since = performance.now();
    const { file } = await makeBackup({ dataDir: env().dataDir, folder });
    slowest = Math.max(slowest, performance.now() - since);
    await mkdir(into, { recursive: true });
    await readBackup(file, { into });
    found.push(await stateOf(path.join(into, databaseName)));
    await rm(into, { recursive: true });
    await rm(file);
    tell(`${round} sur ${rounds}, ${saves} enregistrements`);
    await pause(Math.max(0, every - (performance.now() - since)));
  }
  working = false;
  await saving;
  await house.stop();
  for (const [at, state] of found.entries())
    if (!committed.has(state)) failures.push(`sauvegarde ${at + 1} : un état qui n’a jamais existé`);
  const different = new Set(found).size;
  if (rounds > 3 && different < rounds / 2) failures.push(`seulement ${different} états différents : rien ne bougeait`);
  const worst = `faite en ${inMs(slowest)} ; ${saves} enregistrements pendant ce temps, ${different} états différents`;
  return { times: rounds, failures, worst };
};
