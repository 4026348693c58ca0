/**
 * The server is killed without warning while people save and publish, and while it starts and bakes what the kill before
 * left unbaked; then it starts again.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { removeDamaged } from '../../server/bakery/damage.ts';
import { currentBuild } from '../../server/bakery/swap.ts';
import { closeStore, databaseFile, openStore, reader } from '../../server/database.ts';
import { env } from '../../server/env.ts';
import { formOf, laureates, publish, save, signedIn } from './desk.ts';
import { type Entrance, type House, opened, origin, start } from './house.ts';
import { inMs, type Trial } from './trial.ts';

type Person = { entryId: string; slug: string; token: string; publishes: boolean };

/** What the server said was done, in the order it was said; what a living server would not do; whether it was killed. */
type Said = { saved: Map<string, string>; online: Map<string, string>; refused: string[]; killed: boolean };

/** Saves, and publishes, without end, until the server is gone. */
async function work({ entryId, slug, token, publishes }: Person, said: Said): Promise<void> {
  try {
    const form = await formOf(entryId, token);
    while (!said.killed) {
      const words = `Épreuve ${randomBytes(8).toString('hex')}.`;
      if ((await save(form, words)) === undefined) throw new Error('enregistrement refusé');
      said.saved.set(words, entryId);
      if (!publishes) continue;
      if (!(await publish(entryId, token))) throw new Error('mise en ligne refusée');
      said.online.set(slug, words);
    }
  } catch (error) {
    // Once it is killed the connection breaks: whatever was not acknowledged may be there or not.
    if (!said.killed) said.refused.push(`par un serveur vivant : ${error instanceof Error ? error.message : error}`);
  }
}

/** Waits for what the round is about, one time in two the first publication, then a moment more. */
async function atWork(said: Said, publication: boolean): Promise<void> {
  const awaited = publication ? said.online : said.saved;
  const since = performance.now();
  while (awaited.size === 0 && said.refused.length === 0) {
    if (performance.now() - since > 20_000) throw new Error('Nothing was acknowledged within twenty seconds.');
    await pause(5);
  }
  await pause(Math.random() * 1000);
}

/** What does not hold in the store and in the baked folder that the killed process left. */
async function faults({ saved, online, refused }: Said): Promise<string[]> {
  const found = [...refused];
  await openStore(databaseFile());
  const [check] = await reader().$queryRaw<{ integrity_check: string }[]>`PRAGMA integrity_check`;
  if (check?.integrity_check !== 'ok') found.push(`base : ${check?.integrity_check}`);
  const wordsOf = (content: unknown) => String(Object(content).plain);
  const kept = new Set(
    (await reader().revision.findMany({ where: { entryId: { in: [...saved.values()] } } })).map((one) =>
      wordsOf(one.content),
    ),
  );
  for (const words of saved.keys()) if (!kept.has(words)) found.push(`enregistrement confirmé et perdu : ${words}`);
  const build = await currentBuild(path.join(env().dataDir, 'site'));
  if (!build) return [...found, 'le site cuit a disparu'];
  found.push(...(await removeDamaged(build)).map((file) => `fichier déchiré : ${file}`));
  for (const [slug, words] of online) {
    const versions = await reader().version.findMany({
      where: { entry: { slug } },
      orderBy: { number: 'asc' },
      include: { revision: true },
    });
    const published = versions.map((one) => wordsOf(one.revision.content));
    const entry = build.manifest.entries.get(`/laureats/${slug}`);
    const page = entry ? await readFile(path.join(build.folder, entry.file), 'utf8') : '';
    // A later publication, of which the answer never came, may have taken its place.
    const since = published.slice(Math.max(0, published.lastIndexOf(words)));
    if (!published.includes(words)) found.push(`mise en ligne confirmée et perdue : ${words}`);
    else if (!since.some((one) => page.includes(one))) found.push(`« en ligne » et pourtant absent du site : ${words}`);
  }
  await closeStore();
  return found;
}

/** The last published words of each are what the public reads. */
async function stale(people: Person[]): Promise<string[]> {
  await openStore(databaseFile());
  const found: string[] = [];
  for (const { entryId, slug } of people) {
    const { plain } = await reader().laureate.findUniqueOrThrow({ where: { entryId } });
    const page = await (await fetch(`${origin()}/laureats/${slug}`)).text();
    if (plain.startsWith('Épreuve') && !page.includes(plain))
      found.push(`après le redémarrage, /laureats/${slug} est ancien`);
  }
  await closeStore();
  return found;
}

/** One start in ten is all of `npm start`, which checks and prepares before it serves. */
const entranceOf = (opening: number): Entrance => (opening % 10 === 1 ? 'bin/start.ts' : 'server/main.ts');

/** Kills the house while people work. @returns what they had been told by then */
async function killAtWork(house: House, people: Person[], publication: boolean): Promise<Said> {
  const said: Said = { saved: new Map(), online: new Map(), refused: [], killed: false };
  const working = people.map((one) => work(one, said));
  await atWork(said, publication);
  said.killed = true;
  await house.kill();
  await Promise.all(working);
  return said;
}

/** Kills it while it starts: what the kill before left unbaked is being baked for most of that time. */
async function killAtStart(): Promise<void> {
  const house = start();
  await pause(Math.random() * 3000);
  await house.kill();
}

async function signedInPeople(): Promise<Person[]> {
  const people: Person[] = [];
  for (const [at, { id: entryId, slug }] of (await laureates(4)).entries()) {
    const token = await signedIn(`Alix-${at}`, at < 2 ? 'publisher' : 'contributor');
    people.push({ entryId, slug, token, publishes: at < 2 });
  }
  await closeStore();
  return people;
}

export const trial: Trial = async (rounds, tell) => {
  const people = await signedInPeople();
  const failures: string[] = [];
  const slowest: Record<Entrance, number> = { 'server/main.ts': 0, 'bin/start.ts': 0 };
  let [saves, publications, openings] = [0, 0, 0];
  /** Opens the house; the public must read what was last published. */
  const open = async (round: number) => {
    const entrance = entranceOf(openings++);
    const house = await opened(entrance);
    const found = await stale(people);
    // The first has no site to take up: it bakes all of it.
    if (round > 1) {
      slowest[entrance] = Math.max(slowest[entrance], house.took);
      if (house.took > 10_000) found.push(`de retour après ${inMs(house.took)}`);
    }
    failures.push(...found.map((one) => `tour ${round} : ${one}`));
    return house;
  };
  let said: Said | undefined;
  for (let round = 1; round <= rounds; round += 1) {
    if (round % 2 === 0) await killAtStart();
    else {
      said = await killAtWork(await open(round), people, round % 4 === 3);
      saves += said.saved.size;
      publications += said.online.size;
    }
    // After a kill at the start, what was acknowledged before the last one is still there, and the site is whole.
    if (said) failures.push(...(await faults(said)).map((one) => `tour ${round} : ${one}`));
    tell(`${round} sur ${rounds}, ${saves} + ${publications} écritures confirmées, ${failures.length} échec(s)`);
  }
  await (await open(rounds)).stop();
  const back = `de retour en ${inMs(slowest['server/main.ts'])}, npm start en ${inMs(slowest['bin/start.ts'])}`;
  const worst = `${back} ; ${saves} enregistrements et ${publications} mises en ligne confirmés`;
  return { times: rounds, failures, worst };
};
