import { afterEach, beforeEach, expect } from 'vitest';
import { reader } from '../../../server/database.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import {
  changeRole,
  deactivate,
  invite,
  listPeople,
  reactivate,
  removeSecondFactor,
  renewLink,
} from '../../../server/staff/accounts.ts';
import { type Actor, operator, ProofNeeded } from '../../../server/staff/actor.ts';
import { minutes } from '../../../server/staff/clock.ts';
import { acceptLink, changeOwnName, changeOwnPassword } from '../../../server/staff/own-account.ts';
import { furnishedStore } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import {
  actor,
  goodPassword,
  later,
  type Member,
  member,
  morning,
  office,
  otherPassword,
  signed,
  tokenOf,
  verbs,
  well,
} from './staff.ts';

let close: () => Promise<void>;
let aminata: Member;
let camille: Member;
let admin: Actor;

async function team() {
  return { aminata: await member('Aminata', 'administrator'), camille: await member('Camille', 'contributor') };
}

beforeEach(async () => {
  const store = await furnishedStore(team);
  close = store.close;
  ({ aminata, camille } = store.around);
  morning();
  admin = await actor(aminata.token);
});
afterEach(() => close());

const paul = { email: 'Paul@exemple.fr', name: 'Paul', role: 'publisher' };

/** Every command that manages people, on Camille. */
const commands: [string, (who: Actor) => Promise<unknown>][] = [
  ['invite', (who) => invite(who, paul)],
  ['renewLink', (who) => renewLink(who, { accountId: camille.id })],
  ['changeRole', (who) => changeRole(who, { accountId: camille.id, from: 'contributor', role: 'publisher' })],
  ['deactivate', (who) => deactivate(who, { accountId: camille.id })],
  ['reactivate', (who) => reactivate(who, { accountId: camille.id })],
  ['removeSecondFactor', (who) => removeSecondFactor(who, { accountId: camille.id })],
];

test.each(commands)('%s: an administrator may, Pascale and Camille may not', async (_, command) => {
  expect(await command(admin)).toMatchObject({ ok: true });
  const pascale = await actor((await member('Pascale', 'publisher')).token);
  await expect(command(pascale)).rejects.toThrow(Forbidden);
  const contributor = await actor((await member('Claire', 'contributor')).token);
  await expect(command(contributor)).rejects.toThrow(Forbidden);
});

test.each(commands)('%s: the password must have been given in the last ten minutes', async (_, command) => {
  later(minutes(11));
  const before = await reader().journalLine.count();
  await expect(command(await actor(aminata.token))).rejects.toThrow(ProofNeeded);
  expect(await reader().journalLine.count()).toBe(before);
});

const onSomebody = { renewLink, deactivate, reactivate, removeSecondFactor };

test.each(Object.entries(onSomebody))(
  '%s: somebody unknown, an extra key or no body is a value and changes nothing',
  async (_, command) => {
    const before = await reader().account.findMany();
    for (const given of [
      { accountId: 'personne' },
      { accountId: camille.id, role: 'administrator' },
      null,
      { accountId: 3 },
    ])
      expect(await command(admin, given)).toMatchObject({ ok: false });
    expect(await reader().account.findMany()).toEqual(before);
  },
);

test('an invitation names what is wrong, and an address has one account', async () => {
  const given = { email: 'paul', name: ' ', role: 'king' };
  const refused = await invite(admin, given);
  expect(refused).toMatchObject({ ok: false, problems: [{ path: 'name' }, { path: 'email' }, { path: 'role' }] });
  well(await invite(admin, paul));
  expect(await invite(admin, paul)).toMatchObject({ ok: false, problems: [{ path: 'email' }] });
  const invited = (await listPeople(admin)).find((one) => one.email === 'paul@exemple.fr');
  expect(invited).toMatchObject({ state: 'invited', role: 'publisher', hasSecondFactor: false });
});

test('a role changed by somebody else meanwhile is not changed again', async () => {
  const change = { accountId: camille.id, from: 'contributor' as const };
  well(await changeRole(admin, { ...change, role: 'publisher' }));
  expect(await changeRole(admin, { ...change, role: 'administrator' })).toMatchObject({ ok: false });
  expect((await listPeople(admin)).find((one) => one.id === camille.id)?.role).toBe('publisher');
});

test('the last administrator stays: neither demoted nor closed, even by the console', async () => {
  const accountId = aminata.id;
  // Somebody invited who has not accepted cannot administer yet.
  well(await invite(admin, { ...paul, role: 'administrator' }));
  for (const who of [admin, operator()]) {
    const demoted = await changeRole(who, { accountId, from: 'administrator', role: 'publisher' });
    expect(demoted).toMatchObject({ ok: false, problems: [{ path: 'role' }] });
    expect(await deactivate(who, { accountId })).toMatchObject({ ok: false });
  }
  await member('Odile', 'administrator');
  expect(await deactivate(admin, { accountId })).toEqual({ ok: true });
});

test('two administrators who close each other at once leave one', async () => {
  const odile = await member('Odile', 'administrator');
  const outcomes = await Promise.all([
    deactivate(admin, { accountId: odile.id }),
    deactivate(operator(), { accountId: aminata.id }),
  ]);
  expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
});

test('an easy password is refused by a link with the remedy, and the link still works', async () => {
  const url = well(await renewLink(admin, { accountId: camille.id })).link.url;
  const accept = (password: string) => acceptLink(office, tokenOf(url), { password });
  expect(await accept('court')).toMatchObject({ ok: false, problems: [{ path: 'password' }] });
  expect(await accept('CamilleCamille2016')).toMatchObject({ ok: false, problems: [{ path: 'password' }] });
  expect((await accept(otherPassword)).ok).toBe(true);
});

test('one’s own password needs the former; one’s own name needs some text', async () => {
  const session = await signed(camille.token);
  const change = (current: string) => changeOwnPassword(office, session, { current, password: otherPassword });
  expect(await change('faux')).toMatchObject({ ok: false, problems: [{ path: 'current' }] });
  expect((await change(goodPassword)).ok).toBe(true);
  expect(await changeOwnName(admin, { name: '' })).toMatchObject({ ok: false, problems: [{ path: 'name' }] });
  expect(await changeOwnName(admin, { name: 'Aminata D.' })).toEqual({ ok: true });
});

test('each change leaves one line in the journal, naming whom it touched', async () => {
  for (const [, command] of commands) await command(admin);
  const names = ['invite', 'renewLink', 'changeRole', 'deactivate', 'reactivate'];
  expect((await verbs()).filter((verb) => names.includes(verb)).slice(2)).toEqual(names);
  const line = await reader().journalLine.findFirst({ where: { verb: 'changeRole' } });
  expect(line).toMatchObject({ actorId: aminata.id, before: '{"role":"contributor"}' });
  expect(JSON.parse(line?.after ?? '')).toEqual({ accountId: camille.id, role: 'publisher' });
});
