/** Part « soak »: half an hour of ordinary life, as the trial of that name makes it. */
import { trials } from '../trials/list.ts';
import { runTrial } from '../trials/running.ts';
import { say } from './figures.ts';
import type { PartResult } from './verdict.ts';

/** Fifty requests a second and an edit a minute: memory and open files stay flat; their slopes are in the remark. */
export async function measureSoak(): Promise<PartResult> {
  const listed = trials.find((one) => one.name === 'soak');
  if (!listed) throw new Error('The trial « soak » is gone.');
  const result = await runTrial(listed, listed.whole, say);
  const part = listed.title;
  if ('unmeasured' in result) return { part, unmeasured: result.unmeasured };
  const { failures, worst } = result.outcome;
  const remark = [worst, ...failures].join(' ; ');
  return {
    part,
    lines: [{ name: 'Ce qui n’a pas tenu', value: failures.length, unit: '', limit: { atMost: 0 }, remark }],
  };
}
