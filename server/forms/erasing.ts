/**
 * The form that erases: first the list of every place, then the act, then what it left on the disk.
 *
 * Promise: nothing is erased that was not listed just before; a refusal shows the list as it is now, and what was typed;
 * « effacé » is said when nothing is left, and what is still in the way otherwise.
 */
import { bakery } from '../bakery/present.ts';
import { demand } from '../editorial/demand.ts';
import { erase, lookFor } from '../erasure/erasing.ts';
import { finishErasures } from '../erasure/finishing.ts';
import type { Listing } from '../erasure/listing.ts';
import type { Actor } from '../staff/actor.ts';
import { type Answer, answer, readForm } from '../staff/forms.ts';

/** What the form shows again. `listing`: what would be erased; `erased`: the words were. */
export type ErasureState = Answer & { listing?: Listing; erased?: true };

/** Looks for the words; or erases them, when the button pressed says so (`do` is « erase »). */
export async function eraseFrom(actor: Actor, form: FormData): Promise<ErasureState> {
  const { do: order = '', words = '', reason = '', seal = '' } = readForm(form) ?? {};
  let listing: Listing | undefined;
  let count = 0;
  const command = async () => {
    const looked = await lookFor(actor, { words });
    if (looked.ok) listing = looked.listing;
    if (!looked.ok || order !== 'erase') return looked;
    const outcome = await erase(actor, { words, reason, seal });
    if (outcome.ok) count = outcome.count;
    return outcome;
  };
  const state = await answer(form, command, () => (count > 0 ? finish(count) : {}), actor);
  if (count > 0) return { ...state, given: {}, erased: true };
  return { ...state, given: { words, reason }, ...(listing && { listing }) };
}

/** Goes on with what erasures left on the disk. */
export async function finishFrom(actor: Actor, form: FormData): Promise<Answer> {
  const command = async () => {
    await demand(actor, 'erase');
    return { ok: true as const };
  };
  return answer(form, command, () => finish(0), actor);
}

async function finish(count: number): Promise<Partial<Answer>> {
  const erased = count > 1 ? `${count} passages sont effacés. ` : count === 1 ? 'Un passage est effacé. ' : '';
  const finished = await finishErasures(bakery());
  if (finished.ok) return { done: `${erased}Ni le site ni la base n’en gardent rien.` };
  const rest = `${erased}Il en reste sur le disque. ${finished.sentence} Puis appuyez sur « Reprendre », plus bas.`;
  return { problems: [{ path: '', message: rest }] };
}
