/** Plain arithmetic on measurements, and how people read the result and its progress. */

/** The middle value; the mean of the two middle ones of an even number. @throws when there is none */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (upper === undefined || lower === undefined) throw new Error('No value to take the median of.');
  return (lower + upper) / 2;
}

/** The smallest value that at least `share` of them do not exceed (nearest rank). @throws when there is none */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new Error('No value to take a percentile of.');
  return found;
}

/** A number as the French write it: whole from a hundred on, one decimal from ten on, else two; none when it is whole. */
export function shown(value: number): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The numbers that a list such as `0-3,8` names. Empty when it cannot be read. */
export function listed(ranges: string): number[] {
  return ranges.split(',').flatMap((range) => {
    const found = /^(\d+)(?:-(\d+))?$/.exec(range.trim());
    if (!found) return [];
    const first = Number(found[1]);
    const last = Number(found[2] ?? first);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
}

/** Says how far a long measure is: the figures themselves come in the table. */
export function say(line: string): void {
  console.log(`    ${line}`);
}
