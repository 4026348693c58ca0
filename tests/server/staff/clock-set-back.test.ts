/** A machine starts with its clock far ahead, then the network sets it right: nothing noted meanwhile holds for so long. */
import { afterEach, beforeEach, expect } from 'vitest';
import { reader, write } from '../../../server/database.ts';
import { invite } from '../../../server/staff/accounts.ts';
import { operator, recentlyProven } from '../../../server/staff/actor.ts';
import { days, hours, minutes, seconds } from '../../../server/staff/clock.ts';
import { readLink } from '../../../server/staff/links.ts';
import { findSession, ownSessions } from '../../../server/staff/sessions.ts';
import { giveCode, signIn } from '../../../server/staff/sign-in.ts';
import { countReport, countTry } from '../../../server/staff/throttle.ts';
import { freshStore } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import {
  actor,
  arrive,
  codeOf,
  elsewhere,
  goodPassword,
  later,
  member,
  office,
  signed,
  tokenOf,
  well,
} from './staff.ts';

let close: () => Promise<void>;
const year = days(365);

beforeEach(async () => {
  ({ close } = await freshStore());
});
afterEach(() => close());

const trying = { email: 'camille@exemple.fr', address: office.address };
const tries = async (count: number, of = trying) => {
  const waits: number[] = [];
  for (let index = 0; index < count; index += 1) waits.push(await countTry(of));
  return waits;
};

const report = () => write((tx) => countReport(tx, '192.0.2.9'));

test('failures of then make nobody wait for more than their delay, and are forgiven as any other', async () => {
  await tries(1);
  expect((await tries(6, { ...trying, email: 'pascale@exemple.fr' })).at(-1)).toBe(seconds(2));
  for (let index = 0; index < 8; index += 1) expect(await report()).toBe(0);
  later(-hours(12));
  expect(await report()).toBe(0);
  // An address that others failed from, an account below what is free, one beyond it.
  expect(await tries(1, { email: 'aminata@exemple.fr', address: office.address })).toEqual([0]);
  expect(await tries(1)).toEqual([0]);
  expect(await tries(2, { ...trying, email: 'pascale@exemple.fr' })).toEqual([0, seconds(4)]);
  later(minutes(60));
  expect(await tries(2, { ...trying, email: 'pascale@exemple.fr' })).toEqual([0, 0]);
});

test('a success leaves no address waiting', async () => {
  const camille = await member('Camille', 'contributor');
  later(year);
  for (let index = 0; index < 4; index += 1)
    await signIn(office, { email: camille.email, password: 'tout à fait faux' });
  await arrive(camille);
  later(-year);
  for (let index = 0; index < 3; index += 1) await arrive(camille);
});

test('nothing of then is kept for longer than a day', async () => {
  await tries(1, { email: 'personne@exemple.fr', address: '203.0.113.9' });
  later(-year);
  await tries(1);
  expect(await reader().throttle.count()).toBe(2);
});

test('a clock set back by some seconds gives no try away', async () => {
  await tries(5);
  later(-seconds(20));
  expect((await tries(1))[0]).toBeGreaterThan(0);
});

test('the codes of the right time are accepted, each once', async () => {
  const pascale = await member('Pascale', 'publisher');
  const attempt = async (code: string) => {
    const { token } = well(await signIn(elsewhere, { email: pascale.email, password: goodPassword }));
    return (await giveCode(elsewhere, await signed(token), { code })).ok;
  };
  later(year);
  expect(await attempt(codeOf(pascale.secret))).toBe(true);
  later(-year);
  const code = codeOf(pascale.secret);
  expect([await attempt(code), await attempt(code)]).toEqual([true, false]);
});

test('sessions, proofs and links of then do not last until then', async () => {
  const camille = await member('Camille', 'contributor');
  later(year);
  const token = await arrive(camille);
  const { link } = well(await invite(operator(), { email: 'p@exemple.fr', name: 'Paul', role: 'contributor' }));
  expect(recentlyProven(await actor(token))).toBe(true);
  later(-seconds(20));
  expect(await findSession(token)).toBeDefined();
  expect(await readLink(tokenOf(link.url))).toBeDefined();
  const before = await actor(token);
  later(-year);
  expect(await findSession(token)).toBeUndefined();
  expect(recentlyProven(before)).toBe(false);
  expect(await readLink(tokenOf(link.url))).toBeUndefined();
  // The one from before, and this one.
  expect(await ownSessions(await actor(await arrive(camille)))).toHaveLength(2);
});
