/** What was begun before somebody signed everybody else out does not end after it. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { reader } from '../../../server/database.ts';
import { renewLink } from '../../../server/staff/accounts.ts';
import { operator } from '../../../server/staff/actor.ts';
import { acceptLink, changeOwnPassword, setUpSecondFactor } from '../../../server/staff/own-account.ts';
import { checkPassword } from '../../../server/staff/passwords.ts';
import { proposal } from '../../../server/staff/second-factor.ts';
import { SessionOver } from '../../../server/staff/sessions.ts';
import { signIn } from '../../../server/staff/sign-in.ts';
import { freshStore } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import {
  actor,
  arrive,
  codeOf,
  elsewhere,
  goodPassword,
  member,
  office,
  otherPassword,
  signed,
  tokenOf,
  verbs,
  well,
} from './staff.ts';

let close: () => Promise<void>;

beforeEach(async () => {
  ({ close } = await freshStore());
});
afterEach(() => close());

const kept = async (id: string) => (await reader().account.findUniqueOrThrow({ where: { id } })).passwordHash;

test('a change of password that a reset overtook changes nothing', async () => {
  const camille = await member('Camille', 'contributor');
  const thief = await signed(await arrive(camille, elsewhere));
  const stolen = { current: goodPassword, password: 'huit parapluies au grenier' };
  const { link } = well(await renewLink(operator(), { accountId: camille.id }));
  well(await acceptLink(office, tokenOf(link.url), { password: otherPassword }));
  // The session was looked up before the reset; the former password is what it goes on to prove.
  await expect(changeOwnPassword(elsewhere, thief, { ...stolen, current: otherPassword })).rejects.toThrow(SessionOver);
  expect(await checkPassword(await kept(camille.id), otherPassword)).toBe(true);
});

test('a second factor set up in a session that has ended is not kept', async () => {
  const pascale = await member('Pascale', 'publisher');
  const token = await arrive(pascale, elsewhere);
  const [thief, thiefActor] = [await signed(token), await actor(token)];
  const { secret } = await proposal({ ...thief.account, sessionId: thief.sessionId });
  well(
    await changeOwnPassword(office, await signed(pascale.token), { current: goodPassword, password: otherPassword }),
  );
  const before = await reader().account.findUniqueOrThrow({ where: { id: pascale.id } });
  await expect(setUpSecondFactor(elsewhere, thief, { code: codeOf(secret) }, thiefActor)).rejects.toThrow(SessionOver);
  expect(await reader().account.findUniqueOrThrow({ where: { id: pascale.id } })).toEqual(before);
  expect(await reader().backupCode.count({ where: { accountId: pascale.id } })).toBe(10);
});

test('a wrong code while setting up, and a link that is over, leave a line in the journal', async () => {
  const pascale = await member('Pascale', 'publisher');
  const session = await signed(pascale.token);
  await setUpSecondFactor(office, session, { code: '000000' }, await actor(pascale.token));
  const { link } = well(await renewLink(operator(), { accountId: pascale.id }));
  const used = tokenOf(link.url);
  well(await acceptLink(office, used, { password: otherPassword }));
  expect((await acceptLink(elsewhere, used, { password: goodPassword })).ok).toBe(false);
  expect((await acceptLink(elsewhere, 'x'.repeat(43), { password: goodPassword })).ok).toBe(false);
  const refused = (await verbs()).filter((verb) => verb.startsWith('refused:'));
  expect(refused).toEqual(['refused:setUpSecondFactor', 'refused:acceptLink']);
});

test('a new password that finds no place to be worked on is told to come back, and the link stays good', async () => {
  const camille = await member('Camille', 'contributor');
  const { link } = well(await renewLink(operator(), { accountId: camille.id }));
  await signIn(office, { email: 'personne@exemple.fr', password: goodPassword }); // Makes what nobody's password is compared with.
  const places = Reflect.get(globalThis, Symbol.for('palmares.passwords')) as {
    running: number;
    waiting: (() => void)[];
  };
  const [running, waiting] = [places.running, places.waiting];
  Object.assign(places, { running: 2, waiting: Array(10_000).fill(() => {}) });
  const late = await acceptLink(office, tokenOf(link.url), { password: otherPassword });
  expect(late).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(/recommencez dans/) }] });
  Object.assign(places, { running, waiting });
  await vi.waitFor(async () => well(await acceptLink(office, tokenOf(link.url), { password: otherPassword })));
});
