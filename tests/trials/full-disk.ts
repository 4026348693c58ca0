/** The disk of the data folder is full, to the last byte or nearly; then there is room again. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, open, readdir, rm, statfs, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { closeStore, databaseFile, openStore, reader } from '../../server/database.ts';
import { env } from '../../server/env.ts';
import { clock, minutes } from '../../server/staff/clock.ts';
import { backupsOnDesk } from '../../server/upkeep/desk.ts';
import { keepBackups } from '../../server/upkeep/schedule.ts';
import { openForm, sendByScript } from '../bench/posting.ts';
import { aminata } from '../cast.ts';
import { formOf, laureates, publish, save, signedIn } from './desk.ts';
import { opened, origin, status } from './house.ts';
import { NotHere, type Trial } from './trial.ts';

const run = promisify(execFile);
const dataDir = () => env().dataDir;
const ovenDisk = () => path.join(dataDir(), 'four');

/** What fills a disk up. */
const ballast = (disk: string) => path.join(disk, 'ballast');

/** What the bake writes; the versions that it links stand on its disk. */
const baked = ['site', 'versions'];

/**
 * Puts the data folder on a small disk of its own, and what is baked on another, so that each can be full by itself.
 * @throws {NotHere} where that is not allowed
 */
async function smallDisks(): Promise<() => Promise<void>> {
  const aside = await mkdtemp(path.join(tmpdir(), 'palmares-aside-'));
  await cp(dataDir(), aside, { recursive: true });
  const mount = (at: string) => run('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'palmares-trial', at]);
  await mount(dataDir()).catch(() => {
    throw new NotHere('il faut pouvoir monter un petit disque (Linux, en administrateur ou par « unshare »).');
  });
  await cp(aside, dataDir(), { recursive: true });
  await rm(aside, { recursive: true });
  await mkdir(ovenDisk());
  await mount(ovenDisk());
  for (const name of baked) {
    await mkdir(path.join(ovenDisk(), name));
    await symlink(path.join(ovenDisk(), name), path.join(dataDir(), name));
  }
  return async () => {
    for (const at of [ovenDisk(), dataDir()]) await run('umount', ['-l', at]);
  };
}

/** Fills a disk, but for so many bytes. */
async function fill(disk: string, left: number): Promise<void> {
  const handle = await open(ballast(disk), 'a');
  const block = Buffer.alloc(4096, 1);
  try {
    for (;;) {
      const { bavail, bsize } = await statfs(disk);
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
  await fill(dataDir(), 0);
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
  found.push(...(await red('disque plein')));
  await rm(ballast(dataDir()));
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

/** The store has room for a publication, and the bake that follows has none: what is published is not said to be online. */
async function bakeOnly({ id: entryId, slug }: Edited, token: string): Promise<string[]> {
  const found: string[] = [];
  const text = `Épreuve ${randomBytes(8).toString('hex')}.`;
  if ((await save(await formOf(entryId, token), text)) === undefined) found.push('rien ne s’enregistre');
  const form = await openForm(origin(), `/redaction/laureats/${entryId}/publier`, token);
  await fill(ovenDisk(), 0);
  const { text: said } = await sendByScript(form, { note: 'Mise à l’épreuve.' });
  found.push(...(await pages('cuisson sans place')), ...(await red('cuisson sans place')));
  if (!said.includes('"online":false')) found.push(`la cuisson n’a pas manqué de place : ${said.slice(0, 300)}`);
  else if (!/disque/i.test(said)) found.push(`cuisson sans place, pas de phrase : ${said.slice(0, 300)}`);
  const before = await (await fetch(`${origin()}/laureats/${slug}`)).text();
  if (before.includes(text)) found.push('sans place, la page a pourtant changé');
  await rm(ballast(ovenDisk()));
  if (
    (await save(await formOf(entryId, token), `Épreuve ${randomBytes(8).toString('hex')}.`)) === undefined ||
    !(await publish(entryId, token))
  )
    found.push('avec de la place, rien n’est mis en ligne');
  return found;
}

async function red(when: string): Promise<string[]> {
  return (await status('/api/health/ready')) === 503 ? [] : [`${when} : la santé n’est pas au rouge`];
}

/** The schedule makes a backup when one is due, as the server has it do: at once, by a clock that is set ahead. */
async function scheduled(keeper: ReturnType<typeof keepBackups>, ahead: number) {
  const { now } = clock;
  clock.now = () => new Date(Date.now() + minutes(ahead));
  await keeper.look();
  const told = await backupsOnDesk(aminata);
  clock.now = now;
  return told;
}

async function backup(): Promise<string[]> {
  const { folder } = env().backups;
  const keeper = keepBackups(env().backups, () => undefined);
  await fill(dataDir(), 100_000);
  const full = await scheduled(keeper, 6);
  const found = [...(await pages('sauvegarde sans place')), ...(await red('sauvegarde sans place'))];
  if (full.state !== 'late' || !/place/.test(full.message ?? ''))
    found.push(`sauvegarde sans place, pas de phrase au bureau : ${JSON.stringify(full)}`);
  const left = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.'));
  if (left.length > 0) found.push(`une sauvegarde tronquée est restée : ${left}`);
  await rm(ballast(dataDir()));
  const after = await scheduled(keeper, 30);
  if (after.state !== 'well') found.push(`avec de la place, pas de sauvegarde : ${JSON.stringify(after)}`);
  keeper.close();
  await rm(folder, { recursive: true, force: true });
  return found;
}

export const trial: Trial = async (rounds, tell) => {
  const [edited = { id: '', slug: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'publisher');
  await closeStore();
  const unmount = await smallDisks();
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
