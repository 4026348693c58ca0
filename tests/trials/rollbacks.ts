/** Writes and writes taken back, interleaved through the real data layer while somebody reads. */
import { reader, type Transaction, write } from '../../server/database.ts';
import type { Trial } from './trial.ts';

const pairs = 300;
const turn = () => new Promise((resolve) => setImmediate(resolve));

class ChangedOurMind extends Error {}

const entry = (id: string) => ({ id, kind: 'laureate', slug: id, createdAt: new Date() });

async function takeBack(tx: Transaction, id: string): Promise<never> {
  await tx.entry.create({ data: entry(id) });
  await turn(); // Others have the time to interfere.
  throw new ChangedOurMind();
}

async function round(number: number): Promise<string[]> {
  const [kept, gone] = [`epreuve-${number}-gardee-`, `epreuve-${number}-annulee-`];
  const names = Array.from({ length: pairs }, (_, at) => String(at));
  const failures: string[] = [];
  let working = true;
  const looking = (async () => {
    while (working) {
      const dirty = await reader().entry.count({ where: { slug: { startsWith: gone } } });
      if (dirty > 0) failures.push(`tour ${number} : ${dirty} ligne(s) annulée(s) lues`);
      await turn();
    }
  })();
  const keep = (one: string) =>
    write((tx) => tx.entry.create({ data: entry(kept + one) })).catch((error) =>
      failures.push(`tour ${number} : une écriture a échoué : ${error}`),
    );
  const undo = (one: string) =>
    write((tx) => takeBack(tx, gone + one)).then(
      () => failures.push(`tour ${number} : une annulation a abouti`),
      (error) => error instanceof ChangedOurMind || failures.push(`tour ${number} : ${error}`),
    );
  // One after the other, so that each write that is kept stands between two that are taken back.
  await Promise.all(names.flatMap((one) => [undo(one), keep(one)]));
  working = false;
  await looking;
  const found = await reader().entry.count({ where: { slug: { startsWith: kept } } });
  if (found !== pairs) failures.push(`tour ${number} : ${pairs - found} écriture(s) confirmée(s) et perdue(s)`);
  return failures;
}

export const trial: Trial = async (rounds, tell) => {
  const failures: string[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    failures.push(...(await round(number)));
    tell(`${number} sur ${rounds}`);
  }
  return { times: rounds * pairs * 2, failures, worst: '' };
};
