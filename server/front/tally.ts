/**
 * What the front has answered: how often, by class and status, and one line for each request that somebody may ask about.
 *
 * Promise: a baked page is only counted, so that answering it costs nothing more; what passes a door, or is refused, has
 * a line with the request's id, and no address, no query and no secret of a path.
 */

/** `baked`: from the shelf, its redirections and the page of unknown addresses. `closed`: connections too many. */
export const classes = ['baked', 'door', 'refused', 'closed'] as const;

export type Class = (typeof classes)[number];

/** How many answers of each status, by class; a connection closed unheard has status 0. */
export type Counts = Record<Class, [status: number, count: number][]>;

/** A request, told; `fault`: where a program of ours broke down on it. */
export type Line = { requestId: string; method: string; path: string; status: number; ms: number; fault?: string };

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** One-time links hold their secret in their path, however it is spelt. */
export function tellable(path: string): string {
  const hidden = decoded(path).replace(/(connexion\/+invitation\/).+$/is, '$1…');
  return (hidden.endsWith('/…') ? hidden : path).slice(0, 300);
}

export class Tally {
  readonly #counts = classes.map(() => new Float64Array(600));

  count(of: Class, status: number): void {
    const counts = this.#counts[classes.indexOf(of)];
    if (counts) counts[status] = (counts[status] ?? 0) + 1;
  }

  counts(): Counts {
    const found = classes.map((name, at) => {
      const pairs = [...(this.#counts[at] ?? [])].map((count, status): [number, number] => [status, count]);
      return [name, pairs.filter(([, count]) => count > 0)] as const;
    });
    return Object.fromEntries(found) as Counts;
  }
}
