/**
 * The door of every command: who asks, for what, on which entry.
 *
 * Promise: past `demand` or `demandOn` the actor may do what the table says; a refusal is in the journal before it is
 * thrown. An id that comes from a browser is only ever compared as text.
 */
import { reader } from '../database.ts';
import { recordAlone } from '../journal.ts';
import type { Actor } from '../staff/actor.ts';
import { type Kind, kinds } from './noun.ts';
import { Forbidden, mayOn, type Verb } from './permissions.ts';

/** No entry, revision or note has this id: an old link, or a made-up one. */
export class Missing extends Error {
  constructor(message = 'Cette fiche n’existe pas, ou n’existe plus.') {
    super(message);
  }
}

/** The entry a command is about, as it is before the command. */
export type Subject = { id: string; kind: Kind; slug: string };

/** @throws {Forbidden} when the actor may not do that to an entry of that kind; the journal says so */
export async function demand(actor: Actor, verb: Verb, kind = '', entryId?: string): Promise<void> {
  if (mayOn(actor, verb, kind)) return;
  await recordAlone(actor, { verb: `refused:${verb}`, ...(entryId !== undefined && { entryId }) });
  throw new Forbidden();
}

/**
 * @returns the entry with this id
 * @throws {Forbidden} as `demand` does, before saying whether there is such an entry; {Missing} when there is none
 */
export async function demandOn(actor: Actor, verb: Verb, entryId: unknown): Promise<Subject> {
  const found = typeof entryId === 'string' ? await reader().entry.findUnique({ where: { id: entryId } }) : null;
  await demand(actor, verb, found?.kind, found?.id);
  if (!found) throw new Missing();
  return { id: found.id, kind: kindOf(found.kind), slug: found.slug };
}

/** A kind as the store holds it. @throws when this code does not know it */
export function kindOf(stored: string): Kind {
  const kind = kinds.find((one) => one === stored);
  if (!kind) throw new Error(`Unknown kind of entry: ${stored}.`);
  return kind;
}
