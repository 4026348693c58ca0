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

/** The moment that many milliseconds from now; before now when negative. */
export function fromNow(milliseconds: number): Date {
  return new Date(clock.now().getTime() + milliseconds);
}
