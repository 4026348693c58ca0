/** The database is deleted, cut, or altered by a byte while the site runs; then it is put back. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, open, readFile, rm, stat, truncate } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, rows } from '../../prisma/engine.ts';
import { closeStore, databaseFile } from '../../server/database.ts';
import { sendByScript } from '../bench/posting.ts';
import { formOf, laureates, save, signedIn } from './desk.ts';
import { answered, opened, start, status } from './house.ts';
import type { Trial } from './trial.ts';

const file = databaseFile();
const spare = `${file}.epreuve`;

/** Sets bytes of the file to 0xff. */
async function alter(places: number[]): Promise<void> {
  const handle = await open(file, 'r+');
  for (const at of places) await handle.write(Buffer.from([0xff]), 0, 1, at);
  await handle.close();
}

/** Tables without which nobody saves; a round alters one. */
const needed = ['Session', 'Revision', 'Entry', 'JournalLine', 'Account'];

/**
 * One byte, the one that says what the first page of a table is: SQLite has no checksum and notices where it looks. The
 * commit of something else makes everybody look anew, instead of at pages they have in memory.
 */
async function alterOne(round: number): Promise<void> {
  const other = await connect(file);
  const table = needed[round % needed.length];
  const [[root] = []] = await rows(other, `SELECT rootpage FROM sqlite_master WHERE name = '${table}'`);
  const [[size] = []] = await rows(other, 'PRAGMA page_size');
  await other.executeScript('PRAGMA wal_checkpoint(TRUNCATE)');
  await alter([(Number(root) - 1) * Number(size)]);
  await other.executeScript(`PRAGMA user_version = ${round}`);
  await other.dispose();
}

async function alterEach(round: number): Promise<void> {
  const other = await connect(file);
  await other.executeScript('PRAGMA wal_checkpoint(TRUNCATE)');
  const { size } = await stat(file);
  await alter(Array.from({ length: Math.floor((size - 1) / 4096) }, (_, at) => (at + 1) * 4096));
  await other.executeScript(`PRAGMA user_version = ${round}`);
  await other.dispose();
}

/** What health answers once it has looked again: an answer holds for half a second. */
async function healthBy(milliseconds: number): Promise<number> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const said = await status('/api/health/ready');
    if (said === 503 || performance.now() > until) return said;
    await pause(50);
  }
}

const harms: Record<string, (round: number) => Promise<void>> = {
  effacée: () => rm(file),
  'tronquée à zéro': () => truncate(file, 0),
  'tronquée de moitié': async () => truncate(file, Math.floor((await stat(file)).size / 2)),
  'abîmée d’un octet': alterOne,
  'abîmée d’un octet par page': alterEach,
};

/** A sentence of ours about the file: what failed, not only that something did. */
const sentence =
  /base de données (\S+ )?(est|a été|manque|n’existe|ne peut|ne s’ouvre)|Le fichier \S+ (est vide|n’est pas)|disque/i;

/** What does not hold while the site serves beside the harmed file. */
async function beside(entryId: string, token: string, harm: () => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  const form = await formOf(entryId, token);
  await harm();
  const { text, status: code } = await sendByScript(form, { plain: 'Épreuve.' });
  if (text.includes('"saved":{')) found.push('un enregistrement a été confirmé dans une base qui n’est plus là');
  else if (!sentence.test(text)) found.push(`pas de phrase à l’enregistrement (${code}) : ${text.slice(0, 200)}`);
  const desk = await answered('/redaction', 10_000, token);
  if (desk.status !== 200 && !sentence.test(desk.text))
    found.push(`/redaction, pas de phrase (${desk.status}) : ${desk.text.slice(-600)}`);
  for (const at of ['/', '/laureats', '/laureats/biocycle', '/criteres'])
    if ((await status(at)) !== 200) found.push(`${at} n’est plus servie`);
  const health = await healthBy(1000);
  if (health !== 503) found.push(`la santé répond ${health}`);
  return found;
}

async function putBack(): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
  await copyFile(spare, file);
}

/** What does not hold once the database is put back and the site started again. */
async function afterwards(entryId: string, token: string): Promise<string[]> {
  const found: string[] = [];
  if ((await save(await formOf(entryId, token), `Épreuve ${randomBytes(8).toString('hex')}.`)) === undefined)
    found.push('après restauration, rien ne s’enregistre');
  if ((await status('/api/health/ready')) !== 200) found.push('après restauration, la santé reste au rouge');
  return found;
}

/** One time in two: `npm start` on the harmed file: a sentence and nothing made of it, or the site as it was. */
async function restarted(): Promise<string[]> {
  const before = await readFile(file).catch(() => Buffer.alloc(0));
  const house = start('bin/start.ts');
  const ended = once(house.child, 'exit').then(([code]) => Number(code));
  const serves = async () => {
    while ((await status('/', 1000)) !== 200) await pause(50);
    return 'served' as const;
  };
  const became = await Promise.race([ended, serves(), pause(30_000, 'nothing' as const)]);
  if (became === 'nothing') return ['npm start ne dit rien et ne sert rien'];
  if (became === 'served') {
    await house.stop();
    const { size } = await stat(file);
    return size < before.length || size === 0 ? ['une base vide a pris sa place'] : [];
  }
  const found = became === 0 ? ['npm start refuse, et sort pourtant 0'] : [];
  if (!sentence.test(house.printed())) found.push(`npm start : pas de phrase : ${house.printed().slice(-300)}`);
  const after = await readFile(file).catch(() => Buffer.alloc(0));
  return after.equals(before)
    ? found
    : [...found, `npm start a refusé la base, et l’a pourtant changée (${before.length} → ${after.length} octets)`];
}

export const trial: Trial = async (rounds, tell) => {
  const [{ id } = { id: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'contributor');
  await closeStore(); // What the log holds goes into the file.
  await copyFile(file, spare);
  const failures: string[] = [];
  const names = Object.keys(harms);
  let house = await opened(); // The one that comes back after a harm is there for the next.
  for (let round = 1; round <= rounds; round += 1) {
    for (const [at, how] of names.entries()) {
      const found = await beside(id, token, async () => harms[how]?.(round));
      await house.stop();
      if ((round + at) % 2 === 0) found.push(...(await restarted()));
      await putBack();
      house = await opened();
      found.push(...(await afterwards(id, token)));
      failures.push(...found.map((one) => `tour ${round}, base ${how} : ${one}`));
    }
    tell(`${round} sur ${rounds}, ${failures.length} échec(s)`);
  }
  await house.stop();
  return { times: rounds * names.length, failures, worst: '' };
};
