/** What a trial is: something done to the real server process so many times, and what must hold each time. */

export type Outcome = {
  /** How many times it was tried. */
  times: number;
  /** One line for each time that something did not hold; none when it passed. */
  failures: string[];
  /** The worst case seen, in words with its unit. */
  worst: string;
};

/**
 * Runs a trial in the process of run.ts, whose environment names a throw-away data folder and a free port.
 * @param rounds how many times; @param tell says how far it is
 * @throws {NotHere} when this machine does not let it be tried
 */
export type Trial = (rounds: number, tell: (progress: string) => void) => Promise<Outcome>;

/** Why this machine does not let a trial be made; the message is a French sentence. */
export class NotHere extends Error {
  override name = 'NotHere';
}

/** A trial of the list: its name on the command line, what it is, its rounds, what must hold. */
export type Listed = {
  name: string;
  title: string;
  passes: string;
  /** Rounds among the quick ones of `npm test` (0: not among them), and in the whole table. */
  quick: number;
  whole: number;
  /** It runs beside the others, since it lasts as long as all of them. */
  beside?: true;
  /** It mounts a disk: in a namespace of its own where the system gives one, so that no rights are needed. */
  mounts?: true;
};

/** What waits for a subject that does not exist yet. */
export type Waiting = { title: string; waits: string };

/** What became of a listed trial. `unmeasured`: why this machine did not let it be made. */
export type Result = { name: string; title: string; passes: string; seconds: number } & (
  | { outcome: Outcome }
  | { unmeasured: string }
);

/** Milliseconds as people read them. */
export const inMs = (milliseconds: number) => `${Math.round(milliseconds).toLocaleString('fr-FR')} ms`;

/** Counts answers by status, and says them: « 200 × 31, 404 × 7 ». */
export class Statuses {
  readonly #counts = new Map<number, number>();

  count(status: number): void {
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
  }

  /** How many answers had that status. */
  of(status: number): number {
    return this.#counts.get(status) ?? 0;
  }

  toString(): string {
    const sorted = [...this.#counts].sort(([one], [other]) => one - other);
    return sorted.map(([status, times]) => `${status} × ${times.toLocaleString('fr-FR')}`).join(', ');
  }
}
