/** The database is deleted, cut, or altered by a byte while the site runs; then it is put back. */
import { copyFile, open, rm, stat, truncate } from 'node:fs/promises';
import { closeStore, databaseFile } from '../../server/database.ts';
import { sendByScript } from '../bench/posting.ts';
import { formOf, laureates, save, signedIn } from './desk.ts';
import { opened, start, status } from './house.ts';
import type { Trial } from './trial.ts';

const file = databaseFile();
const spare = `${file}.epreuve`;

/** Sets a byte in the middle of each page of the file: SQLite has no checksum, it notices where it looks. */
async function alter(): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  for (let at = 4096; at < size; at += 4096) await handle.write(Buffer.from([0xff]), 0, 1, at);
  await handle.close();
}

const harms: Record<string, () => Promise<void>> = {
  effacée: () => rm(file),
  'tronquée à zéro': () => truncate(file, 0),
  'tronquée de moitié': async () => truncate(file, Math.floor((await stat(file)).size / 2)),
  'abîmée d’un octet par page': alter,
};

const alone = async () => {
  for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
};

/** A sentence of ours about the file, or of the page that stands for one that failed. */
const sentence = /base de données (est|a été)|disque|ne s’ouvre pas|Cette page n’a pas pu se faire|ne répond/;

async function harmed(how: string, harm: () => Promise<void>, entryId: string, token: string): Promise<string[]> {
  const found: string[] = [];
  const house = await opened();
  const form = await formOf(entryId, token);
  await harm();
  const { text, status: answered } = await sendByScript(form, { plain: `Épreuve, ${how}.` });
  if (text.includes('"saved":{')) found.push('un enregistrement a été confirmé dans une base qui n’est plus là');
  else if (!sentence.test(text)) found.push(`pas de phrase à la rédaction (${answered}) : ${text.slice(0, 200)}`);
  for (const at of ['/', '/laureats', '/laureats/biocycle', '/criteres'])
    if ((await status(at)) !== 200) found.push(`${at} n’est plus servie`);
  const health = await status('/api/health/ready');
  if (health !== 503) found.push(`la santé répond ${health}`);
  await house.stop();
  found.push(...(await restarted(how === 'effacée' || how === 'tronquée à zéro')));
  await alone();
  await copyFile(spare, file);
  const again = await opened();
  if ((await save(await formOf(entryId, token), `Épreuve, après ${how}.`)) === undefined)
    found.push('après restauration, rien ne s’enregistre');
  if ((await status('/api/health/ready')) !== 200) found.push('après restauration, la santé reste au rouge');
  await again.stop();
  await alone();
  await copyFile(spare, file);
  return found.map((one) => `base ${how} : ${one}`);
}

/** Started on the harmed file, the server makes no empty database of it. */
async function restarted(empty: boolean): Promise<string[]> {
  if (!empty) return [];
  const house = start();
  const ended = new Promise((resolve) => house.child.once('exit', resolve));
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5000))]);
  await house.stop();
  const made = await stat(file).catch(() => undefined);
  return made && made.size > 0 ? ['une base vide a été créée à sa place'] : [];
}

export const trial: Trial = async (rounds, tell) => {
  const [{ id } = { id: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'contributor');
  await closeStore(); // What the log holds goes into the file.
  await copyFile(file, spare);
  const failures: string[] = [];
  const names = Object.keys(harms);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [how, harm] of Object.entries(harms))
      failures.push(...(await harmed(how, harm, id, token)).map((one) => `tour ${round} : ${one}`));
    tell(`${round} sur ${rounds}, ${failures.length} échec(s)`);
  }
  return { times: rounds * names.length, failures, worst: '' };
};
