import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reader } from '../../../server/database.ts';
import { deactivate, invite } from '../../../server/staff/accounts.ts';
import { operator, recentlyProven } from '../../../server/staff/actor.ts';
import { minutes, seconds } from '../../../server/staff/clock.ts';
import { acceptLink } from '../../../server/staff/own-account.ts';
import { findSession } from '../../../server/staff/sessions.ts';
import { giveCode, proveAgain, signIn, signOut } from '../../../server/staff/sign-in.ts';
import { freshStore } from '../../cast.ts';
import { longTest } from '../../effort.ts';
import { actor, arrive, codeOf, elsewhere, goodPassword, later, member, office, signed, verbs, well } from './staff.ts';

let close: () => Promise<void>;

beforeEach(async () => {
  ({ close } = await freshStore());
});
afterEach(() => close());

const wrong = 'un mot de passe tout à fait faux';

test('Camille signs in with her password alone, Pascale needs her code too', async () => {
  const camille = await member('Camille', 'contributor');
  const pascale = await member('Pascale', 'publisher');
  expect((await actor(await arrive(camille))).role).toBe('contributor');
  const half = well(await signIn(office, { email: pascale.email, password: goodPassword })).token;
  expect((await signed(half)).standing).toBe('code');
  await expect(actor(half)).rejects.toThrow();
  const full = well(await giveCode(office, await signed(half), { code: codeOf(pascale.secret) })).token;
  expect((await actor(full)).name).toBe('Pascale');
  expect(await findSession(half)).toBeUndefined();
});

test('a publisher without a second factor may only set one up', async () => {
  const { token } = await member('Camille', 'contributor');
  expect((await signed(token)).standing).toBe('full');
  const given = { email: 'p@exemple.fr', name: 'Paul', role: 'publisher' };
  const link =
    well(await invite(operator(), given))
      .link.url.split('/')
      .at(-1) ?? '';
  const opened = well(await acceptLink(office, link, { password: goodPassword })).token;
  expect((await signed(opened)).standing).toBe('setUp');
  await expect(actor(opened)).rejects.toThrow();
});

test('an e-mail is found whatever its capitals and blanks', async () => {
  await member('Camille', 'contributor');
  expect(await signIn(office, { email: ' Camille@Exemple.FR ', password: goodPassword })).toMatchObject({ ok: true });
});

test('nobody, a wrong password and a closed account get the same words', async () => {
  const camille = await member('Camille', 'contributor');
  const answers = [
    await signIn(office, { email: 'personne@exemple.fr', password: wrong }),
    await signIn(office, { email: camille.email, password: wrong }),
  ];
  await deactivate(operator(), { accountId: camille.id });
  answers.push(await signIn(office, { email: camille.email, password: goodPassword }));
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(answers[0]).toMatchObject({ ok: false, problems: [{ path: '' }] });
});

test('nobody costs the same work as a wrong password: both wait for their turn to be judged', async () => {
  await member('Camille', 'contributor');
  await signIn(office, { email: 'personne@exemple.fr', password: wrong }); // From the second time on, nothing is left to prepare.
  const places = Reflect.get(globalThis, Symbol.for('palmares.passwords')) as {
    running: number;
    waiting: (() => void)[];
  };
  places.running += 2; // Both places are taken, by nobody who would ever leave.
  const tries = ['personne@exemple.fr', 'camille@exemple.fr'].map((email) =>
    signIn(office, { email, password: wrong }),
  );
  await vi.waitFor(() => expect(places.waiting).toHaveLength(2));
  for (const proceed of places.waiting.splice(0)) proceed();
  const [unknown, known] = await Promise.all(tries);
  expect(unknown).toEqual(known);
});

test('a missing or foreign field is a problem, not an exception', async () => {
  expect(await signIn(office, { email: 'a' })).toMatchObject({ ok: false, problems: [{ path: 'password' }] });
  const extra = { email: 'a', password: 'b', role: 'administrator' };
  expect(await signIn(office, extra)).toMatchObject({ ok: false });
  expect(await signIn(office, { email: ['a'], password: { length: 3 } })).toMatchObject({ ok: false });
  expect(await signIn(office, null)).toMatchObject({ ok: false });
});

test('a code is accepted once, even by two sessions at the same time', async () => {
  const pascale = await member('Pascale', 'publisher');
  const [one, two] = [
    well(await signIn(office, { email: pascale.email, password: goodPassword })).token,
    well(await signIn(elsewhere, { email: pascale.email, password: goodPassword })).token,
  ];
  const code = codeOf(pascale.secret);
  const outcomes = await Promise.all([one, two].map(async (token) => giveCode(office, await signed(token), { code })));
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
});

test('a code of the step before or after is good, of two steps before is not, and none before the last accepted', async () => {
  const pascale = await member('Pascale', 'publisher');
  const attempt = async (code: string) => {
    const { token } = well(await signIn(office, { email: pascale.email, password: goodPassword }));
    return (await giveCode(office, await signed(token), { code })).ok;
  };
  later(minutes(5));
  const now = codeOf(pascale.secret);
  later(seconds(60));
  expect(await attempt(now)).toBe(false);
  const previous = codeOf(pascale.secret);
  later(seconds(30));
  const current = codeOf(pascale.secret);
  expect(await attempt(current)).toBe(true);
  expect(await attempt(previous)).toBe(false);
});

test('a backup code replaces the device once', async () => {
  const pascale = await member('Pascale', 'publisher');
  const attempt = async (code: string) => {
    const { token } = well(await signIn(office, { email: pascale.email, password: goodPassword }));
    return (await giveCode(office, await signed(token), { code })).ok;
  };
  const [code = ''] = pascale.codes;
  expect(pascale.codes).toHaveLength(10);
  expect(await attempt(code.toUpperCase())).toBe(true);
  expect(await attempt(code)).toBe(false);
  expect(await reader().backupCode.count({ where: { usedAt: null } })).toBe(9);
});

longTest('each failure makes the next try wait longer, at most five minutes, and time forgives', async () => {
  const camille = await member('Camille', 'contributor');
  const attempt = (password: string, from = office) => signIn(from, { email: camille.email, password });
  for (let index = 0; index < 5; index += 1) expect((await attempt(wrong)).ok).toBe(false);
  const waits = await attempt(goodPassword);
  expect(waits).toMatchObject({
    ok: false,
    problems: [{ message: expect.stringMatching(/recommencez dans 2\u00A0secondes/) }],
  });
  expect((await attempt(goodPassword, elsewhere)).ok).toBe(false);
  later(seconds(2));
  expect(await attempt(wrong)).toMatchObject({ problems: [{ message: expect.stringMatching(/n’est pas le bon/) }] });
  later(seconds(2));
  expect((await attempt(goodPassword)).ok).toBe(false);
  for (let index = 0; index < 20; index += 1) {
    later(minutes(5));
    await attempt(wrong);
  }
  later(minutes(5));
  expect((await attempt(goodPassword)).ok).toBe(true);
  expect((await attempt(wrong)).ok).toBe(false);
  expect((await attempt(goodPassword)).ok).toBe(true);
});

longTest('an address that tries many accounts waits too; another address does not', async () => {
  await member('Camille', 'contributor');
  for (let index = 0; index < 31; index += 1) await signIn(office, { email: `p${index}@exemple.fr`, password: wrong });
  const good = { email: 'camille@exemple.fr', password: goodPassword };
  expect((await signIn(office, good)).ok).toBe(false);
  expect((await signIn(elsewhere, good)).ok).toBe(true);
});

test('wrong codes are counted with wrong passwords', async () => {
  const pascale = await member('Pascale', 'publisher');
  const { token } = well(await signIn(office, { email: pascale.email, password: goodPassword }));
  const session = await signed(token);
  for (let index = 0; index < 4; index += 1) await giveCode(office, session, { code: '000000' });
  const next = await giveCode(office, session, { code: codeOf(pascale.secret) });
  expect(next).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(/Trop d’essais/) }] });
});

test('giving the password again opens sensitive things for ten minutes, with a new token', async () => {
  const camille = await member('Camille', 'contributor');
  later(minutes(11));
  expect(recentlyProven(await actor(camille.token))).toBe(false);
  const session = await signed(camille.token);
  expect((await proveAgain(office, session, { password: wrong })).ok).toBe(false);
  const { token } = well(await proveAgain(office, session, { password: goodPassword }));
  expect(await findSession(camille.token)).toBeUndefined();
  expect(recentlyProven(await actor(token))).toBe(true);
  later(minutes(11));
  expect(recentlyProven(await actor(token))).toBe(false);
});

test('signing out ends the session, and the journal tells it all without a secret', async () => {
  const pascale = await member('Pascale', 'publisher');
  await signIn(office, { email: pascale.email, password: wrong });
  const token = await arrive(pascale);
  await signOut(office, await signed(token));
  expect(await findSession(token)).toBeUndefined();
  const expected = ['refused:signIn', 'signIn', 'giveSecondFactor', 'signOut'];
  expect((await verbs()).filter((verb) => expected.includes(verb)).sort()).toEqual([...expected].sort());
});
