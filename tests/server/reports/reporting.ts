/** Two laureates online in a store that the tests of a file share, and people who report what is wrong there. */
import { afterAll, beforeAll } from 'vitest';
import { reader } from '../../../server/database.ts';
import { WHOLE_PAGE } from '../../../server/published/reports.ts';
import { type Received, receiveReport } from '../../../server/reports/receiving.ts';
import { seconds } from '../../../server/staff/clock.ts';
import { freshStore, laureate, online, surroundings } from '../../cast.ts';
import { later, office } from '../staff/staff.ts';

let close: () => Promise<void>;
export let entryId: string;

/** Called once at the top of a test file. */
export function laureatesOnline(): void {
  beforeAll(async () => {
    ({ close } = await freshStore());
    const around = await surroundings();
    entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
    await online('laureate', 'la-meule', laureate('La Meule', around));
  });
  afterAll(() => close());
}

export const form = {
  ...{ laureat: 'le-fournil', fait: WHOLE_PAGE, texte: 'Le four est à gaz.', document: '', courriel: '' },
  ...{ suite: '', cachet: '' },
};

/** Each sender from an address of their own, so that one test does not make another wait. */
let senders = 0;
export const someone = () => {
  senders += 1;
  return { ...office, address: `203.0.113.${senders}` };
};

export const stampOf = (outcome: Received) => {
  if (outcome.kind !== 'again') throw new Error(JSON.stringify(outcome));
  return outcome.stamp;
};

/** Sends a report as a person does: sends, reads over, sends. */
export async function reported(changes: Partial<typeof form> = {}, visitor = someone()): Promise<string> {
  const cachet = stampOf(await receiveReport(visitor, { ...form, ...changes }));
  later(seconds(20));
  const outcome = await receiveReport(visitor, { ...form, ...changes, cachet });
  if (outcome.kind !== 'received') throw new Error(JSON.stringify(outcome));
  return outcome.reference;
}

export const rowOf = (reference: string) => reader().report.findUniqueOrThrow({ where: { reference } });
