/**
 * The clock of everything that expires: sessions, links, codes, delays.
 *
 * Promise: no module of this folder asks for the time elsewhere, so that a test moves it instead of sleeping.
 */
export const clock: { now: () => Date } = { now: () => new Date() };

export const seconds = (count: number) => count * 1000;
export const minutes = (count: number) => seconds(60 * count);
export const hours = (count: number) => minutes(60 * count);
export const days = (count: number) => hours(24 * count);

/**
 * Whether a moment that was noted is still to come: the clock was set back since, as on a machine that starts before the
 * network tells it the time, and what was to be counted from that moment cannot be. A minute is no setting back.
 */
export function isAhead(noted: Date): boolean {
  return noted > fromNow(minutes(1));
}

/** The moment that many milliseconds from now; before now when negative. */
export function fromNow(milliseconds: number): Date {
  return new Date(clock.now().getTime() + milliseconds);
}
