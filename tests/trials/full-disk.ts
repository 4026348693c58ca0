/** The disk of the data folder is full, to the last byte or nearly; then there is room again. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, open, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { closeStore, databaseFile, openStore, reader } from '../../server/database.ts';
import { env } from '../../server/env.ts';
import { makeBackup } from '../../server/upkeep/backup.ts';
import { openForm, sendByScript } from '../bench/posting.ts';
import { formOf, laureates, publish, save, signedIn } from './desk.ts';
import { opened, origin, status } from './house.ts';
import { NotHere, type Trial } from './trial.ts';

const run = promisify(execFile);
const dataDir = () => env().dataDir;
const ballast = () => path.join(dataDir(), 'ballast');

/** Puts the data folder on a small disk of its own. @throws {NotHere} where that is not allowed */
async function smallDisk(): Promise<() => Promise<void>> {
  const aside = await mkdtemp(path.join(tmpdir(), 'palmares-aside-'));
  await cp(dataDir(), aside, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'palmares-trial', dataDir()]).catch(() => {
    throw new NotHere('il faut pouvoir monter un petit disque (administrateur, Linux).');
  });
  await cp(aside, dataDir(), { recursive: true });
  await rm(aside, { recursive: true });
  return async () => {
    await run('umount', ['-l', dataDir()]);
  };
}

/** Fills the disk, but for so many bytes. */
async function fill(left: number): Promise<void> {
  const handle = await open(ballast(), 'a');
  const block = Buffer.alloc(4096, 1);
  try {
    for (;;) {
      const { bavail, bsize } = await statfs(dataDir());
      const room = bavail * bsize - left;
      if (room < block.length) return;
      for (let at = 0; at < room / block.length; at += 1) await handle.write(block);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await handle.close();
  }
}

const words = () => `Épreuve ${randomBytes(500).toString('hex')}.`;

async function pages(when: string): Promise<string[]> {
  const found: string[] = [];
  for (const at of ['/', '/laureats', '/laureats/biocycle', '/criteres'])
    if ((await status(at)) !== 200) found.push(`${when} : ${at} n’est plus servie`);
  return found;
}

type Edited = { id: string; slug: string };

const most = 200;

/** Saves until the disk refuses: the log of the database is a file that is written over, so that some still fit. */
async function whole(entryId: string, token: string): Promise<string[]> {
  const form = await formOf(entryId, token);
  await fill(0);
  const found = await pages('disque plein');
  const kept: string[] = [];
  let refused = '';
  while (refused === '' && kept.length < most) {
    const text = words();
    const answer = await sendByScript(form, { plain: text });
    const number = /"saved":\{"number":(\d+),/.exec(answer.text)?.[1];
    if (number === undefined) refused = answer.text;
    else {
      kept.push(text);
      form.fields = form.fields.map(([name, value]) => [name, name === 'from' ? number : value]);
    }
  }
  if (refused === '') found.push(`disque plein, et pourtant ${most} enregistrements`);
  else if (!/disque/i.test(refused)) found.push(`disque plein, pas de phrase : ${refused.slice(0, 200)}`);
  if ((await status('/api/health/ready')) !== 503) found.push('disque plein : la santé n’est pas au rouge');
  await rm(ballast());
  if ((await save(form, words())) === undefined) found.push('avec de la place, rien ne s’enregistre');
  return [...found, ...(await lost(entryId, kept))];
}

/** What was acknowledged and is not in the store. */
async function lost(entryId: string, kept: string[]): Promise<string[]> {
  await openStore(databaseFile());
  const revisions = await reader().revision.findMany({ where: { entryId } });
  await closeStore();
  const there = new Set(revisions.map((one) => String(Object(one.content).plain)));
  return kept
    .filter((one) => !there.has(one))
    .map((one) => `confirmé sur un disque plein, et perdu : ${one.slice(0, 30)}`);
}

/** A publication fits in the database; the bake after it does not, or « en ligne » is true. */
async function bakeOnly({ id: entryId, slug }: Edited, token: string): Promise<string[]> {
  const found: string[] = [];
  const text = `Épreuve ${randomBytes(8).toString('hex')}.`;
  if ((await save(await formOf(entryId, token), text)) === undefined) found.push('rien ne s’enregistre');
  const form = await openForm(origin(), `/redaction/laureats/${entryId}/publier`, token);
  await fill(300_000);
  const { text: said } = await sendByScript(form, { note: 'Mise à l’épreuve.' });
  found.push(...(await pages('cuisson sans place')));
  if (said.includes('"online":true')) {
    const page = await (await fetch(`${origin()}/laureats/${slug}`)).text();
    if (!page.includes(text)) found.push('« en ligne » a été dit alors que la cuisson n’avait pas la place');
  } else if (!/disque/i.test(said)) found.push(`cuisson sans place, pas de phrase : ${said.slice(0, 300)}`);
  await rm(ballast());
  if (
    (await save(await formOf(entryId, token), `Épreuve ${randomBytes(8).toString('hex')}.`)) === undefined ||
    !(await publish(entryId, token))
  )
    found.push('avec de la place, rien n’est mis en ligne');
  return found;
}

async function backup(): Promise<string[]> {
  const folder = path.join(dataDir(), 'backups');
  await fill(100_000);
  const outcome = await makeBackup({ dataDir: dataDir(), folder }).then(
    () => 'faite',
    (error: Error) => error.message,
  );
  await rm(ballast());
  const left = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.'));
  if (outcome === 'faite') return ['une sauvegarde est dite faite sur un disque plein'];
  const found = /place/.test(outcome) ? [] : [`sauvegarde sans place, pas de phrase : ${outcome}`];
  return left.length > 0 ? [...found, `une sauvegarde tronquée est restée : ${left}`] : found;
}

export const trial: Trial = async (rounds, tell) => {
  const [edited = { id: '', slug: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'publisher');
  await closeStore();
  const unmount = await smallDisk();
  const failures: string[] = [];
  try {
    const house = await opened();
    for (let round = 1; round <= rounds; round += 1) {
      const found = [...(await whole(edited.id, token)), ...(await bakeOnly(edited, token)), ...(await backup())];
      failures.push(...found.map((one) => `tour ${round} : ${one}`));
      tell(`${round} sur ${rounds}, ${failures.length} échec(s)`);
    }
    await house.stop();
  } finally {
    await unmount();
  }
  return { times: rounds * 3, failures, worst: '' };
};
