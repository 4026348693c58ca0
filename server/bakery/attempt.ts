/** One bake, from the reading of its plan on: whatever fails is a result, never an exception. */
import type { BakeResult } from './oven.ts';
import type { BakePlan } from './plan.ts';

export async function attempt(
  plan: () => Promise<BakePlan>,
  work: (plan: BakePlan) => Promise<BakeResult>,
): Promise<BakeResult> {
  try {
    return await work(await plan());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `La cuisson n’a pas pu commencer ou finir : ${reason}.`;
    return { ok: false, superseded: false, message, withdrawn: [] };
  }
}
