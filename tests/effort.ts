/**
 * How hard the unit tests try: everything in `npm test`, and whenever vitest is run by hand; less in `npm run check`, which
 * one runs while working and must be quick.
 *
 * Rule: what starts a process, a thread or the whole site, kills one, waits by the clock or repeats for long is a `longTest`,
 * left out of the check, with its whole file when it is imported as `test`; where fewer rounds already say something, the
 * test stays in the check and asks `rounds` how many.
 */
import { test } from 'vitest';

const quick = process.env.PALMARES_TESTS === 'quick';

/** A test that only the whole run holds. */
export const longTest = test.skipIf(quick);

/** How many times to repeat: `all` in the whole run, `few` in the check. */
export const rounds = (all: number, few: number): number => (quick ? few : all);
