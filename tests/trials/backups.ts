/** Backups made while somebody saves and publishes without end, each restored and compared with what was committed. */
import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, rows } from '../../prisma/engine.ts';
import { closeStore, databaseFile } from '../../server/database.ts';
import { env } from '../../server/env.ts';
import { makeBackup } from '../../server/upkeep/backup.ts';
import { databaseName } from '../../server/upkeep/places.ts';
import { restoreBackup } from '../../server/upkeep/restore.ts';
import { formOf, laureates, publish, save, signedIn } from './desk.ts';
import { opened } from './house.ts';
import { inMs, type Trial } from './trial.ts';

/** Milliseconds between the start of one backup and the next. */
const every = 2000;

/** Saves between two publications. */
const between = 3;

const tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

/**
 * What is written outside of any save or publication: when somebody was last seen, and by a restoration that everybody is
 * signed out and no backup code left.
 */
const passing: Record<string, string> = {
  Session: 'false',
  BackupCode: 'false',
  Throttle: 'false',
  JournalLine: `verb <> 'restoreBackup'`,
};

/** A hash of every row of every table, but of what is passing. */
async function stateOf(file: string): Promise<string> {
  const connection = await connect(file, { readonly: true });
  try {
    await connection.executeScript('BEGIN');
    const hash = createHash('sha256');
    for (const [name] of await rows(connection, tables)) {
      const found = await rows(connection, `SELECT * FROM "${name}" WHERE ${passing[String(name)] ?? 'true'}`);
      const lines = found.map((row) => JSON.stringify(row)).sort();
      hash.update(`${name} ${lines.length}\n${lines.join('\n')}\n`);
    }
    await connection.executeScript('COMMIT');
    return hash.digest('hex');
  } finally {
    await connection.dispose();
  }
}

type Work = { saves: number; publications: number; committed: Set<string>; failures: string[]; over: boolean };

/** Saves and publishes in turn; each state that this leaves is one that existed. */
async function work(entryId: string, token: string, done: Work): Promise<void> {
  const form = await formOf(entryId, token);
  const note = async () => void done.committed.add(await stateOf(databaseFile()));
  await note();
  while (!done.over) {
    if ((await save(form, `Épreuve ${randomBytes(8).toString('hex')}.`)) === undefined)
      done.failures.push('un enregistrement a échoué');
    else done.saves += 1;
    await note();
    if (done.saves % between !== 0) continue;
    if (!(await publish(entryId, token))) done.failures.push('une mise en ligne a échoué');
    else done.publications += 1;
    await note();
  }
}

export const trial: Trial = async (rounds, tell) => {
  const [{ id } = { id: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'publisher');
  await closeStore(); // A restoration opens the one it makes.
  const house = await opened();
  const done: Work = { saves: 0, publications: 0, committed: new Set(), failures: [], over: false };
  const working = work(id, token, done);
  const folder = path.join(env().dataDir, 'backups');
  const into = path.join(env().dataDir, 'trials');
  const found: string[] = [];
  let slowest = 0;
  while (done.publications === 0 && done.failures.length === 0) await pause(20);
  for (let round = 1; round <= rounds; round += 1) {
    const since = performance.now();
    const { file } = await makeBackup({ dataDir: env().dataDir, folder });
    slowest = Math.max(slowest, performance.now() - since);
    await restoreBackup(file, { dataDir: into, folder });
    found.push(await stateOf(path.join(into, databaseName)));
    await rm(into, { recursive: true });
    await rm(file);
    tell(`${round} sur ${rounds}, ${done.saves} enregistrements, ${done.publications} mises en ligne`);
    await pause(Math.max(0, every - (performance.now() - since)));
  }
  done.over = true;
  await working;
  await house.stop();
  const { failures, committed, saves, publications } = done;
  for (const [at, state] of found.entries())
    if (!committed.has(state)) failures.push(`sauvegarde ${at + 1} : un état qui n’a jamais existé`);
  const different = new Set(found).size;
  if (rounds > 3 && different < rounds / 2) failures.push(`seulement ${different} états différents : rien ne bougeait`);
  const worst = `faite en ${inMs(slowest)} ; ${saves} enregistrements et ${publications} mises en ligne pendant ce temps, ${different} états différents`;
  return { times: rounds, failures, worst };
};
