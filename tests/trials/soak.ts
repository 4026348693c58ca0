/** Half an hour of ordinary life: readers without end, an entry published each minute. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { currentBuild } from '../../server/bakery/swap.ts';
import { env } from '../../server/env.ts';
import { percentile } from '../bench/figures.ts';
import { formOf, laureates, publish, save, signedIn } from './desk.ts';
import { inMb, openFilesOf, residentOf } from './gauges.ts';
import { opened } from './house.ts';
import { readOn } from './readers.ts';
import { inMs, type Trial } from './trial.ts';

/** How much the whole half hour may add, by the line that fits the samples best: what counts is that nothing piles up. */
const most = { bytes: 15e6, files: 5 };

const perSecond = 50;

type Sample = { minute: number; bytes: number; files: number };

/** The slope of the straight line that fits best, per minute (least squares). */
function slope(samples: Sample[], of: 'bytes' | 'files'): number {
  const mean = (read: (one: Sample) => number) => samples.reduce((sum, one) => sum + read(one), 0) / samples.length;
  const [minute, value] = [mean((one) => one.minute), mean((one) => one[of])];
  const over = mean((one) => (one.minute - minute) * (one[of] - value));
  return over / mean((one) => (one.minute - minute) ** 2);
}

export const trial: Trial = async (rounds, tell) => {
  const [{ id } = { id: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'publisher');
  const house = await opened();
  const build = await currentBuild(path.join(env().dataDir, 'site'));
  const pages = [...(build?.manifest.entries ?? [])].filter(([, entry]) => entry.status === 200).map(([at]) => at);
  const readers = readOn([...pages, '/connexion'], perSecond);
  const failures: string[] = [];
  const samples: Sample[] = [];
  const form = await formOf(id, token);
  for (let minute = 0; minute < rounds; minute += 1) {
    if ((await save(form, `Épreuve ${randomBytes(8).toString('hex')}.`)) === undefined)
      failures.push(`minute ${minute} : rien ne s’enregistre`);
    if (!(await publish(id, token))) failures.push(`minute ${minute} : la fiche n’est pas en ligne`);
    for (let sixth = 0; sixth < 6; sixth += 1) {
      await pause(10_000);
      samples.push({
        minute: minute + sixth / 6,
        bytes: await residentOf(house.pid),
        files: await openFilesOf(house.pid),
      });
    }
    const { bytes = 0, files = 0 } = samples.at(-1) ?? {};
    tell(
      `minute ${minute + 1} sur ${rounds} : ${inMb(bytes)}, ${files} fichiers ouverts, ${readers.waits.length} réponses`,
    );
  }
  await readers.stop();
  await house.stop();
  failures.push(...readers.failures);
  const asked = rounds * 60 * perSecond;
  // A machine that works on something else may be late for a moment; fewer readers than that would wear out nothing.
  if (readers.waits.length < 0.95 * asked)
    failures.push(`${readers.waits.length} réponses seulement, au lieu de ${asked}`);
  const settled = samples.filter((one) => one.minute >= rounds / 6); // What is loaded and compiled once is no leak.
  const [bytes, files] = [slope(settled, 'bytes'), slope(settled, 'files')];
  if (bytes * 30 > most.bytes) failures.push(`la mémoire monte de ${inMb(bytes)} par minute`);
  if (files * 30 > most.files) failures.push(`les fichiers ouverts montent de ${files.toFixed(2)} par minute`);
  const highest = Math.max(...samples.map((one) => one.bytes));
  const slopes = `${inMb(bytes)} et ${files.toFixed(2).replace('.', ',')} fichier par minute`;
  const worst = `pente ${slopes}, au plus ${inMb(highest)} ; ${inMs(percentile(readers.waits, 0.95))} au 95ᵉ centile`;
  return { times: readers.waits.length, failures, worst };
};
