import { afterEach, beforeEach, expect, test } from 'vitest';
import { reader, write } from '../../../server/database.ts';
import { changeRole, deactivate, reactivate, removeSecondFactor, renewLink } from '../../../server/staff/accounts.ts';
import { operator } from '../../../server/staff/actor.ts';
import { hours, minutes } from '../../../server/staff/clock.ts';
import {
  acceptLink,
  changeOwnPassword,
  endOwnSessions,
  renewOwnBackupCodes,
  setUpSecondFactor,
} from '../../../server/staff/own-account.ts';
import { proposal } from '../../../server/staff/second-factor.ts';
import { findSession, ownSessions } from '../../../server/staff/sessions.ts';
import { signIn } from '../../../server/staff/sign-in.ts';
import { freshStore } from '../../cast.ts';
import {
  actor,
  arrive,
  bytesOf,
  codeOf,
  elsewhere,
  goodPassword,
  later,
  member,
  office,
  otherPassword,
  signed,
  tokenOf,
  well,
} from './staff.ts';

let close: () => Promise<void>;
let folder: string;

beforeEach(async () => {
  ({ close, folder } = await freshStore());
});
afterEach(() => close());

test('a session ends after thirty idle minutes, and not before', async () => {
  const { token } = await member('Camille', 'contributor');
  for (let index = 0; index < 4; index += 1) {
    later(minutes(29));
    expect(await findSession(token)).toBeDefined();
  }
  later(minutes(30));
  expect(await findSession(token)).toBeUndefined();
});

test('a session ends after twelve hours however busy', async () => {
  const { token } = await member('Camille', 'contributor');
  for (let index = 0; index < 35; index += 1) {
    later(minutes(20));
    expect(await findSession(token)).toBeDefined();
  }
  later(minutes(20));
  expect(await findSession(token)).toBeUndefined();
});

test('a session that waits for its code lasts ten minutes', async () => {
  const pascale = await member('Pascale', 'publisher');
  const { token } = well(await signIn(office, { email: pascale.email, password: goodPassword }));
  later(minutes(10));
  expect(await findSession(token)).toBeUndefined();
});

test('what is no token is nobody', async () => {
  for (const one of [undefined, '', 'x', 'x'.repeat(43), 'é'.repeat(43), {}, 'x'.repeat(100_000)])
    expect(await findSession(one)).toBeUndefined();
});

test('a person sees their own sessions, ends one, or all others', async () => {
  const camille = await member('Camille', 'contributor');
  const [here, phone] = [await arrive(camille), await arrive(camille, elsewhere)];
  const listed = await ownSessions(await actor(here));
  expect(listed.map((one) => one.device).sort()).toEqual([
    'Firefox sur Linux',
    'Firefox sur Linux',
    'Safari sur iPhone',
  ]);
  const other = listed.find((one) => one.device.startsWith('Safari'));
  expect(await endOwnSessions(await actor(here), { id: other?.id ?? '' })).toEqual({ ok: true });
  expect(await findSession(phone)).toBeUndefined();
  expect(await endOwnSessions(await actor(here), { id: other?.id ?? '' })).toMatchObject({ ok: false });
  await endOwnSessions(await actor(here), 'others');
  expect(await findSession(camille.token)).toBeUndefined();
  expect(await findSession(here)).toBeDefined();
});

test('nobody ends somebody else’s session by its id', async () => {
  const [camille, paul] = [await member('Camille', 'contributor'), await member('Paul', 'contributor')];
  const { sessionId: id } = await signed(paul.token);
  expect(await endOwnSessions(await actor(camille.token), { id })).toMatchObject({ ok: false });
  expect(await findSession(paul.token)).toBeDefined();
});

test('another role, a closed account, a second factor taken off: each ends the sessions', async () => {
  const camille = await member('Camille', 'contributor');
  const accountId = camille.id;
  well(await changeRole(operator(), { accountId, from: 'contributor', role: 'publisher' }));
  expect(await findSession(camille.token)).toBeUndefined();
  well(await changeRole(operator(), { accountId, from: 'publisher', role: 'contributor' }));
  const again = await arrive(camille);
  well(await deactivate(operator(), { accountId }));
  expect(await findSession(again)).toBeUndefined();
  well(await reactivate(operator(), { accountId }));
  expect(await findSession(again)).toBeUndefined();
  const pascale = await member('Pascale', 'publisher');
  well(await removeSecondFactor(operator(), { accountId: pascale.id }));
  expect(await findSession(pascale.token)).toBeUndefined();
  const { token } = well(await signIn(office, { email: pascale.email, password: goodPassword }));
  expect((await signed(token)).standing).toBe('setUp');
});

test('a new password or second factor ends the other sessions and renews this one’s token', async () => {
  const pascale = await member('Pascale', 'publisher');
  const other = await arrive(pascale, elsewhere);
  const change = { current: goodPassword, password: otherPassword };
  const { token } = well(await changeOwnPassword(office, await signed(pascale.token), change));
  expect(await findSession(pascale.token)).toBeUndefined();
  expect(await findSession(other)).toBeUndefined();
  const session = await signed(token);
  const { secret } = await proposal({ ...session.account, sessionId: session.sessionId });
  expect(secret).not.toBe(pascale.secret);
  const third = await arrive(pascale, elsewhere, otherPassword);
  const renewed = well(await setUpSecondFactor(office, session, { code: codeOf(secret) }, await actor(token)));
  expect(await findSession(third)).toBeUndefined();
  expect(await findSession(renewed.token)).toBeDefined();
});

test('replacing a second factor and the backup codes asks for the password again', async () => {
  const pascale = await member('Pascale', 'publisher');
  later(minutes(11));
  const who = await actor(pascale.token);
  const session = await signed(pascale.token);
  await expect(setUpSecondFactor(office, session, { code: '123456' }, who)).rejects.toThrow(/Confirmez/);
  await expect(renewOwnBackupCodes(who)).rejects.toThrow(/Confirmez/);
});

test('a reset link chooses a new password, and the second factor is still asked for', async () => {
  const pascale = await member('Pascale', 'publisher');
  const { link } = well(await renewLink(operator(), { accountId: pascale.id }));
  expect(link.purpose).toBe('reset');
  const { token } = well(await acceptLink(office, tokenOf(link.url), { password: otherPassword }));
  expect((await signed(token)).standing).toBe('code');
  expect(await findSession(pascale.token)).toBeUndefined();
});

test('a link works once, for a while, and only the last one made', async () => {
  const camille = await member('Camille', 'contributor');
  const make = async () => tokenOf(well(await renewLink(operator(), { accountId: camille.id })).link.url);
  const accept = async (link: string) => (await acceptLink(office, link, { password: otherPassword })).ok;
  const [first, second] = [await make(), await make()];
  expect(await accept(first)).toBe(false);
  expect(await Promise.all([accept(second), accept(second)])).toEqual(expect.arrayContaining([true, false]));
  const late = await make();
  later(hours(24));
  expect(await accept(late)).toBe(false);
  const closed = await make();
  await deactivate(operator(), { accountId: camille.id });
  expect(await accept(closed)).toBe(false);
});

test('no token, password, code or secret is in the database in clear, nor in the journal', async () => {
  const pascale = await member('Pascale', 'publisher');
  const { link } = well(await renewLink(operator(), { accountId: pascale.id }));
  const half = well(await signIn(office, { email: pascale.email, password: goodPassword })).token;
  const all = bytesOf(folder);
  expect(all).toContain('pascale@exemple.fr');
  const secrets = [
    pascale.token,
    half,
    tokenOf(link.url),
    goodPassword,
    pascale.secret.replaceAll(' ', ''),
    office.address,
  ];
  for (const one of [...secrets, ...pascale.codes, ...pascale.codes.map((code) => code.replace('-', ''))])
    expect(all).not.toContain(one);
});

test('the journal cannot be changed or emptied', async () => {
  await member('Camille', 'contributor');
  const before = await reader().journalLine.findMany();
  await expect(write((tx) => tx.journalLine.deleteMany({}))).rejects.toThrow();
  await expect(write((tx) => tx.journalLine.updateMany({ data: { verb: 'x' } }))).rejects.toThrow();
  expect(await reader().journalLine.findMany()).toEqual(before);
});
