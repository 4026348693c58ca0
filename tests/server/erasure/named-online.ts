/** A person’s name in what a laureate shows online, in a store of its own for each test, and Aminata, who may erase it. */
import { afterEach, beforeEach, expect } from 'vitest';
import { reader } from '../../../server/database.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { erase, lookFor } from '../../../server/erasure/erasing.ts';
import type { Actor } from '../../../server/staff/actor.ts';
import {
  aminata as administrator,
  camille,
  furnishedStore,
  hired,
  laureate,
  online,
  pascale,
  siteOnline,
  surroundings,
} from '../../cast.ts';

export const NAME = 'Jeanne Valadon';
export const aminata = { ...administrator, provenAt: new Date() } as Actor;
export const reason = 'À la demande d’une personne que le texte nommait.';

async function furnished() {
  const among = await surroundings();
  await siteOnline(among.edition);
  await hired();
  return among;
}

let close: () => Promise<void>;
export let around: Awaited<ReturnType<typeof surroundings>>;
export let entryId: string;

/** Called once at the top of a test file. */
export function eachWithTheNameOnline(): void {
  beforeEach(async () => {
    ({ close, around } = await furnishedStore(furnished));
    const first = { ...laureate('Le Fournil', around), plain: `Fondé par ${NAME}.`, summary: `${NAME} fait du pain.` };
    entryId = await online('laureate', 'le-fournil', first);
  });
  afterEach(() => close());
}

/** Publishes the laureate again, changed so; the note of the revision holds the name. */
export async function correct(changed: object, note = 'Relecture.'): Promise<void> {
  const last = await reader().revision.findFirstOrThrow({ where: { entryId }, orderBy: { number: 'desc' } });
  const content = { ...Object(last.content), ...changed };
  const saved = await saveDraft(camille, { entryId, from: last.number, content, note: `Vu avec ${NAME}` });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  expect(await publish(pascale, [{ entryId, revision: saved.number }], { note })).toMatchObject({ ok: true });
}

/** Looks, then erases what was shown. */
export async function eraseSeen(words: string, who = aminata, why = reason) {
  const looked = await lookFor(who, { words });
  return erase(who, { words, reason: why, seal: looked.ok ? looked.listing.seal : '' });
}
export const contentAt = async (number: number) =>
  JSON.stringify((await reader().revision.findFirstOrThrow({ where: { entryId, number } })).content);
