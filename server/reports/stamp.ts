/**
 * The moment a form was shown for a second reading, signed.
 *
 * A baked page is the same bytes for everybody, so it can say neither who opened it nor when: that is why a report is
 * shown again, to be read over, before it is taken. A stamp made then tells how long the reading took; nobody can make
 * one without the key of the installation.
 */
import { timingSafeEqual } from 'node:crypto';
import { clock, hours, seconds } from '../staff/clock.ts';
import { keyedHash } from '../staff/vault.ts';

/** Nobody reads their own words over in less; nobody needs longer. */
const SHORTEST = seconds(3);
const LONGEST = hours(4);

const signature = (time: string) => keyedHash('report stamp', time).slice(0, 32);

/** A stamp of now. */
export function newStamp(): string {
  const time = clock.now().getTime().toString(36);
  return `${time}.${signature(time)}`;
}

/** What a stamp is worth. `none`: absent, forged or too old. */
export function readStamp(stamp: string): 'none' | 'too soon' | 'good' {
  const [time = '', signed = ''] = stamp.split('.');
  const [given, wanted] = [Buffer.from(signed), Buffer.from(signature(time))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'none';
  const age = clock.now().getTime() - Number.parseInt(time, 36);
  if (!(age >= 0 && age <= LONGEST)) return 'none';
  return age < SHORTEST ? 'too soon' : 'good';
}
