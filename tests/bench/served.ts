/**
 * The process under measure: prepares its store and serves as `npm start` does, and answers what the bench asks of it.
 *
 * Promise: what is measured is `serve()` itself with its own listener of publications; it ends with the bench.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { prepareStore } from '../../bin/setup.ts';
import type { BakeResult } from '../../server/bakery/oven.ts';
import { sitePlan } from '../../server/bakery/paths.ts';
import { type Bakery, bakery } from '../../server/bakery/present.ts';
import { closeStore, reader, write } from '../../server/database.ts';
import type { Role } from '../../server/editorial/permissions.ts';
import { publish } from '../../server/editorial/publication.ts';
import { saveDraft } from '../../server/editorial/revisions.ts';
import { env } from '../../server/env.ts';
import { serve } from '../../server/main.ts';
import { operator } from '../../server/staff/actor.ts';
import { hire, sessionOf, well } from '../hire.ts';
import { monotonic } from './http.ts';
import type { Asked, Drafted, Edited, Hired, Told } from './protocol.ts';
import { standIn } from './stand-ins.ts';

// Nobody asks: it was loaded for its compiled code only.
if (!process.send) process.exit(0);

const [madeUp = 0, versions = 1] = process.argv.slice(2, 4).map(Number);
let edited: BakeResult | undefined;
let followed: (result: BakeResult) => void = () => undefined;
let holding = false;

function tell(told: Told): void {
  process.send?.(told);
}

/**
 * The next bake renders, compresses and writes every page, whatever its key: bytes are carried over for the build’s own
 * assets, and for the pictures and versions, which a later bake never makes again.
 */
async function forgetBytes(): Promise<void> {
  const file = path.join(env().dataDir, 'site', 'current', 'manifest.json');
  const { entries, ...marks } = JSON.parse(await readFile(file, 'utf8'));
  type Entry = { key?: string; keptAt?: number; type: string; origin: string; sha256: string };
  for (const entry of Object.values<Entry>(entries)) {
    if (entry.keptAt === undefined && entry.type !== 'image/png') delete entry.key;
    if (entry.key === undefined && entry.origin !== 'build') entry.sha256 = '';
  }
  await writeFile(file, JSON.stringify({ entries, ...marks }));
}

function queue(): Bakery {
  const found = bakery();
  if (!found) throw new Error('Nothing is served.');
  return found;
}

/** Keeps what the bakes after a publication report. */
function listen(baking: Bakery): void {
  const bakeEdited = baking.bakeEdited.bind(baking);
  const bakeWhole = baking.bakeWhole.bind(baking);
  baking.bakeEdited = async (paths) => {
    const result = await bakeEdited(paths);
    edited ??= result; // The published page itself, and not what belongs to it.
    return result;
  };
  baking.bakeWhole = async () => {
    if (holding) return new Promise(() => undefined);
    const result = await bakeWhole();
    followed(result);
    return result;
  };
}

/** Saves other words of a laureate, on its page and on those that mention it. */
async function draft(slug: string, words: string): Promise<Drafted> {
  const { id: entryId } = await reader().entry.findFirstOrThrow({ where: { kind: 'laureate', slug } });
  const last = await reader().revision.findFirstOrThrow({ where: { entryId }, orderBy: { number: 'desc' } });
  const content = { ...Object(last.content), tagline: words, plain: words };
  const { number } = well(await saveDraft(operator(), { entryId, from: last.number, content }));
  return { entryId, number };
}

/** Publishes other words of a laureate. Resolves when all that follows was baked. */
async function edit(slug: string, words: string): Promise<Edited> {
  const { entryId, number: revision } = await draft(slug, words);
  const { promise, resolve } = Promise.withResolvers<BakeResult>();
  followed = resolve;
  edited = undefined;
  const called = monotonic();
  const outcome = await publish(operator(), [{ entryId, revision }], { note: 'Mesure de vitesse.' });
  const returned = monotonic();
  well(outcome);
  const whole = await promise;
  return { called, returned, page: edited, whole };
}

async function hired(name: string, role: Role): Promise<Hired> {
  const { id, email } = await hire(name, role);
  return { email, token: await sessionOf(id) };
}

/** The whole bake that follows a publication was asked for, done, and nothing waits. */
async function settled(): Promise<true> {
  const { publicationNumber } = await sitePlan();
  for (;;) {
    const { running, lastWhole } = queue().state();
    if (!running && lastWhole?.publicationNumber === publicationNumber) break;
    await pause(20);
  }
  await queue().idle();
  return true;
}

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.want) {
    case 'memory':
      await pause(3000); // At rest: what the bakes left was given back.
      return process.memoryUsage();
    case 'edit':
      return edit(asked.slug, asked.words);
    case 'hire':
      return hired(asked.name, asked.role);
    case 'draft':
      return draft(asked.slug, asked.words);
    case 'laureates':
      return (await reader().laureate.findMany({ take: asked.count })).map((one) => one.entryId);
    case 'settled':
      return settled();
    case 'rested':
      await queue().idle();
      return true;
    case 'hold':
      holding = true;
      return holding;
    case 'forgive':
      return write((tx) => tx.throttle.deleteMany());
    case 'whole':
      if (asked.anew) await forgetBytes();
      return queue().bakeWhole();
  }
}

process.on('disconnect', () => process.exit(0));
await prepareStore();
if (madeUp > 0) {
  const { addMadeUp, addVersions } = await import('../made-up.ts');
  await addVersions(await addMadeUp(madeUp), versions);
  if (process.argv[4] === 'stand-ins') await standIn(path.join(env().dataDir, 'site'));
  await closeStore();
  tell({ number: 0, value: 'prepared' });
  process.disconnect?.();
} else {
  process.on('message', (asked: Asked) => {
    answer(asked).then(
      (value) => tell({ number: asked.number, value }),
      (error: Error) => tell({ number: asked.number, fault: error.stack ?? error.message }),
    );
  });
  await serve();
  listen(queue());
  tell({ number: 0, value: queue().state().lastWhole ?? null });
}
