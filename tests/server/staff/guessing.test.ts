/** Whoever knows a password, or an account's address, and goes on trying. */
import { afterEach, beforeEach, expect } from 'vitest';
import { reader } from '../../../server/database.ts';
import { passwordWork } from '../../../server/limits.ts';
import { days, minutes } from '../../../server/staff/clock.ts';
import { renewOwnBackupCodes } from '../../../server/staff/own-account.ts';
import { findSession } from '../../../server/staff/sessions.ts';
import { giveCode, proveAgain, signIn } from '../../../server/staff/sign-in.ts';
import { unjudged } from '../../../server/staff/unjudged.ts';
import { freshStore } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import { actor, arrive, codeOf, elsewhere, goodPassword, later, member, office, signed, well } from './staff.ts';

let close: () => Promise<void>;

beforeEach(async () => {
  ({ close } = await freshStore());
});
afterEach(() => close());

const wrong = 'un mot de passe tout à fait faux';
const mustWait = { ok: false, problems: [{ message: expect.stringMatching(/Trop d’essais/) }] };

test('the password alone buys no tries of the second factor back', async () => {
  const pascale = await member('Pascale', 'publisher');
  const half = well(await signIn(elsewhere, { email: pascale.email, password: goodPassword })).token;
  for (let index = 0; index < 3; index += 1) await giveCode(elsewhere, await signed(half), { code: '000000' });
  const again = await proveAgain(elsewhere, await signed(half), { password: goodPassword });
  expect(again).toMatchObject({ ok: false, problems: [{ message: 'Donnez d’abord votre second facteur.' }] });
  await giveCode(elsewhere, await signed(half), { code: '000000' });
  expect(await giveCode(elsewhere, await signed(half), { code: '000000' })).toMatchObject(mustWait);
});

test('a session that has its second factor spends no backup code, and buys nothing with one', async () => {
  const pascale = await member('Pascale', 'publisher');
  const [code = ''] = pascale.codes;
  const session = await signed(pascale.token);
  expect(await giveCode(office, session, { code })).toMatchObject({ ok: false, problems: [{ path: '' }] });
  const half = well(await signIn(office, { email: pascale.email, password: goodPassword })).token;
  expect(await giveCode(office, await signed(half), { code })).toMatchObject({ ok: true });
});

test('new backup codes give the session a new token', async () => {
  const pascale = await member('Pascale', 'publisher');
  const { token, codes } = well(await renewOwnBackupCodes(await actor(pascale.token)));
  expect(await findSession(pascale.token)).toBeUndefined();
  expect((await actor(token)).name).toBe('Pascale');
  expect(codes).toHaveLength(10);
  expect(codes).not.toContain(pascale.codes[0]);
});

test('whoever takes every turn at an account leaves its owner those of the place they work from', async () => {
  const camille = await member('Camille', 'contributor');
  await arrive(camille);
  const attempt = (from: typeof office, password: string) => signIn(from, { email: camille.email, password });
  for (let turn = 0; turn < 12; turn += 1) {
    later(minutes(5));
    await attempt(elsewhere, wrong);
  }
  expect(await attempt(elsewhere, goodPassword)).toMatchObject(mustWait);
  expect((await attempt(office, goodPassword)).ok).toBe(true);
});

test('the place an account is known from has its own limit, and is forgotten after a month', async () => {
  const camille = await member('Camille', 'contributor');
  await arrive(camille);
  const attempt = (from: typeof office, password: string) => signIn(from, { email: camille.email, password });
  for (let turn = 0; turn < 6; turn += 1) await attempt(office, wrong);
  expect(await attempt(office, goodPassword)).toMatchObject(mustWait);
  expect((await attempt(elsewhere, goodPassword)).ok).toBe(true);
  later(days(31));
  for (let turn = 0; turn < 12; turn += 1) {
    later(minutes(5));
    await attempt({ ...elsewhere, address: '203.0.113.9' }, wrong);
  }
  expect(await attempt(office, goodPassword)).toMatchObject(mustWait);
});

test('a code given from a place makes it known; a password without its code does not', async () => {
  const pascale = await member('Pascale', 'publisher');
  const besiege = async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      later(minutes(5));
      await signIn({ ...office, address: '203.0.113.9' }, { email: pascale.email, password: wrong });
    }
  };
  const opens = async () => (await signIn(elsewhere, { email: pascale.email, password: goodPassword })).ok;
  well(await signIn(elsewhere, { email: pascale.email, password: goodPassword }));
  await besiege();
  expect(await opens()).toBe(false);
  later(minutes(5));
  const half = well(await signIn(elsewhere, { email: pascale.email, password: goodPassword })).token;
  later(minutes(5));
  expect((await giveCode(elsewhere, await signed(half), { code: codeOf(pascale.secret) })).ok).toBe(true);
  await besiege();
  expect(await opens()).toBe(true);
});

test('each try is in the measure once: failed, too soon after others, or too many at once', async () => {
  const measured = async () => {
    const failed = await reader().journalLine.count({ where: { verb: 'refused:signIn' } });
    return { failed, ...unjudged() };
  };
  const attempt = (email: string) => signIn(office, { email, password: wrong });
  const before = await measured();
  for (let index = 0; index < 13; index += 1) await attempt('personne@exemple.fr');
  const kiln = Reflect.get(globalThis, Symbol.for('palmares.passwords')) as { waiting: (() => void)[] };
  kiln.waiting.push(...Array.from({ length: passwordWork.waiting }, () => () => undefined));
  for (let index = 0; index < 3; index += 1) await attempt(`p${index}@exemple.fr`);
  kiln.waiting.length = 0;
  const { failed, throttled, busy } = await measured();
  expect([failed - before.failed, throttled - before.throttled, busy - before.busy]).toEqual([5, 8, 3]);
});
