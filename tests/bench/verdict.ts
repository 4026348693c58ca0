/**
 * What the bench says: measurements with their limits, as lines for people and as JSON.
 *
 * Promise: a line with a limit is passed or missed, one without only informs; nothing is rounded before it is judged.
 */
import { shown } from './figures.ts';

export type Unit = 'ms' | 's' | 'ko' | 'Mo' | 'req/s' | '×' | '';

/** Limits are inclusive. */
export type Limit = { atMost: number } | { atLeast: number };

export type Line = { name: string; value: number; unit: Unit; limit?: Limit; remark?: string };

/** A part that ran, or the sentence that says why it could not. */
export type PartResult = { part: string } & ({ lines: Line[] } | { unmeasured: string });

/** Whether the line holds its limit; `undefined` when it has none. */
export function passes({ value, limit }: Line): boolean | undefined {
  if (!limit) return undefined;
  return 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
}

const marks = new Map([
  [true, '✓'],
  [false, '✗'],
  [undefined, '·'],
]);

function limitShown({ limit, unit }: Line): string {
  if (!limit) return '';
  return 'atMost' in limit ? `≤ ${shown(limit.atMost)} ${unit}` : `≥ ${shown(limit.atLeast)} ${unit}`;
}

/** A part as a table: mark, name, value, limit, remark. */
export function table(result: PartResult): string[] {
  if ('unmeasured' in result) return ['', result.part, `  – non mesuré : ${result.unmeasured}`];
  const wide = Math.max(...result.lines.map((line) => line.name.length));
  const rows = result.lines.map((line) => {
    const value = `${shown(line.value)} ${line.unit}`.trim().padStart(13);
    const cells = [line.name.padEnd(wide), value, limitShown(line).padEnd(13), line.remark ?? ''];
    return `  ${marks.get(passes(line))} ${cells.join('  ')}`.trimEnd();
  });
  return ['', result.part, ...rows];
}

/** The lines that missed their limit, of all parts. */
export function missed(results: PartResult[]): Line[] {
  return results.flatMap((result) => ('lines' in result ? result.lines : [])).filter((line) => passes(line) === false);
}
