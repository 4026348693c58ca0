/**
 * The process under measure: prepares its store and serves as `npm start` does, and answers what the bench asks of it.
 *
 * Promise: what is measured is `serve()` itself with its own listener of publications; it ends with the bench.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { prepareStore } from '../../bin/setup.ts';
import type { BakeResult } from '../../server/bakery/oven.ts';
import { type Bakery, bakery } from '../../server/bakery/present.ts';
import { closeStore, reader } from '../../server/database.ts';
import { publish } from '../../server/editorial/publication.ts';
import { saveDraft } from '../../server/editorial/revisions.ts';
import { env } from '../../server/env.ts';
import { serve } from '../../server/main.ts';
import { operator } from '../../server/staff/actor.ts';
import { monotonic } from './http.ts';
import type { Asked, Edited, Told } from './protocol.ts';

const madeUp = Number(process.argv[2] ?? '0');
let edited: BakeResult | undefined;
let followed: (result: BakeResult) => void = () => undefined;

function tell(told: Told): void {
  process.send?.(told);
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
    edited = await bakeEdited(paths);
    return edited;
  };
  baking.bakeWhole = async () => {
    const result = await bakeWhole();
    followed(result);
    return result;
  };
}

/** Publishes other words of a laureate, on its page and on those that mention it. Resolves when all were baked. */
async function edit(slug: string, words: string): Promise<Edited> {
  const entry = await reader().entry.findFirstOrThrow({ where: { kind: 'laureate', slug } });
  const last = await reader().revision.findFirstOrThrow({
    where: { entryId: entry.id },
    orderBy: { number: 'desc' },
  });
  const content = { ...Object(last.content), tagline: words, plain: words };
  const saved = await saveDraft(operator(), { entryId: entry.id, from: last.number, content });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  const { promise, resolve } = Promise.withResolvers<BakeResult>();
  followed = resolve;
  const called = monotonic();
  const outcome = await publish(operator(), [{ entryId: entry.id, revision: saved.number }], {
    note: 'Mesure de vitesse.',
  });
  const returned = monotonic();
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const whole = await promise;
  return { called, returned, page: edited, whole };
}

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.want) {
    case 'memory':
      return process.memoryUsage();
    case 'edit':
      return edit(asked.slug, asked.words);
    case 'whole':
      // Without a previous build nothing can be carried over: everything is compressed and written.
      if (asked.anew) await rm(path.join(env().dataDir, 'site', 'current'), { force: true });
      return queue().bakeWhole();
  }
}

process.on('disconnect', () => process.exit(0));
await prepareStore();
if (madeUp > 0) {
  const { addMadeUp } = await import('../made-up.ts');
  await addMadeUp(madeUp);
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
  tell({ number: 0, value: queue().state().lastWhole });
}
