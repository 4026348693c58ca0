/**
 * The first site a process shows: the present bake when it is current, else one baked anew.
 *
 * Promise: nothing that was withdrawn is shown again, whatever fails.
 */
import { removeDamaged } from '../bakery/damage.ts';
import { isBehind } from '../bakery/manifest.ts';
import type { BakePlan } from '../bakery/plan.ts';
import type { BakeQueue } from '../bakery/queue.ts';
import type { Build } from '../bakery/swap.ts';
import { lacking } from '../bakery/withhold.ts';
import type { FrontThread } from '../front/thread.ts';
import { StartError } from './checks.ts';
import { reportLines } from './report.ts';
import type { Starting } from './starting.ts';

/** Shows the present bake when it is current. @returns whether it is being shown */
export async function showCurrent(
  front: FrontThread,
  build: Build | undefined,
  plan: BakePlan | undefined,
  fingerprint: string,
) {
  if (!build || (plan && isBehind(build.manifest, plan.publicationNumber, fingerprint))) return false;
  try {
    await front.show(build);
    return true;
  } catch {
    await removeDamaged(build); // What is left is carried over, the rest is baked anew.
    return false;
  }
}

/** Bakes before anything is served; falls back on the present bake, without what was withdrawn. @throws {StartError} */
export async function bakeFirst(
  starting: Starting,
  bakery: BakeQueue,
  front: FrontThread,
  present: Build | undefined,
): Promise<void> {
  const result = await bakery.bakeWhole();
  for (const line of reportLines(result)) starting.print(line);
  if (result.ok) return;
  const shown =
    present &&
    (await front.show(lacking(present, result.withdrawn)).then(
      () => true,
      () => false,
    ));
  if (!shown)
    throw new StartError(`${result.message} Il n’y a pas de site à servir : corrigez la cause, puis relancez.`);
  starting.print('! Le site précédent est servi, sans les pages retirées depuis.');
}

/** The plan, or nothing when the store does not answer: a baked site needs no store to be read. */
export async function readPlan(starting: Starting, present: Build | undefined): Promise<BakePlan | undefined> {
  try {
    return await starting.options.plan();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!present) throw new StartError(`Le plan du site ne peut pas être lu (${reason}). Vérifiez la base de données.`);
    starting.print(`! La base de données ne répond pas (${reason}) : le site est servi tel qu’il a été cuit.`);
    return undefined;
  }
}
