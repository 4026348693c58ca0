/** What is seen to as long as the site is up, from its start on: reported errors, erasures that were cut short. */
import type { Bakery } from '../bakery/present.ts';
import { finishErasures } from '../erasure/finishing.ts';
import { keepReports } from '../reports/upkeep.ts';
import { hours } from '../staff/clock.ts';

/** Starts looking after them; what fails is printed and harms nothing else. */
export async function lookAfter(bakery: Bakery, dataDir: string, print: (line: string) => void): Promise<void> {
  const finish = async () => {
    const finished = await finishErasures(bakery).catch((error: Error) => ({ ok: false, sentence: error.message }));
    if ('sentence' in finished) print(`! Un effacement n’est pas terminé : ${finished.sentence}`);
  };
  setInterval(finish, hours(1)).unref();
  await keepReports(bakery, dataDir, print);
  await finish();
}
