/**
 * What the public reads after an act: said only when it is so.
 *
 * Promise: « en ligne » is never said before the new file of that very address is being served.
 */
import type { BakeResult } from '../bakery/oven.ts';
import { firstPagesOf } from '../bakery/paths.ts';
import { type Bakery, bakery } from '../bakery/present.ts';
import { following } from '../editorial/announcement.ts';

export type Served = { ok: boolean; sentence: string };

/** Waits until the addresses of these entries are served anew; or says plainly what failed. */
export async function served(entryIds: string[], queue: Bakery | undefined = bakery()): Promise<Served> {
  if (!queue)
    return {
      ok: false,
      sentence:
        'C’est enregistré, mais ce serveur ne sert pas le site public\u00a0: les pages publiques n’ont pas changé. Prévenez la personne qui exploite le site.',
    };
  // A publication is already being baked since it was announced: a second bake would only keep the person waiting.
  const announced = following(entryIds) as Promise<BakeResult | undefined> | undefined;
  const paths = await firstPagesOf(entryIds);
  const result = (await announced?.catch(() => undefined)) ?? (await queue.bakeEdited(paths));
  if (!result.ok)
    return { ok: false, sentence: `C’est enregistré, mais le site public n’a pas changé. ${result.message}` };
  const failed = result.failed.filter((one) => paths.includes(one.path));
  if (failed.length === 0) return { ok: true, sentence: '' };
  const named = failed.map(
    ({ path, fault, kept }) => `${path} (${fault}${kept ? '\u202f; l’ancienne page reste' : ''})`,
  );
  return {
    ok: false,
    sentence: `C’est enregistré, mais ces pages n’ont pas pu être refaites\u00a0: ${named.join(', ')}.`,
  };
}
