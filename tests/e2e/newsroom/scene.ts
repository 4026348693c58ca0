/** What the matrix stands on: one account of each sort, an entry online, one with a draft, a note, an open invitation. */
import { randomUUID } from 'node:crypto';
import { secretWord, type Visitor } from './access.ts';
import { draftOn, hire, inviteOnly, laureateAt, noteOn, reader, reportOn, sessionOf, write } from './store.ts';

export type Scene = {
  accounts: Record<'contributor' | 'publisher' | 'administrator' | 'disabled', string>;
  /** Puts the names of the scene in the place of `{laureate}`, `{person}` … */
  filled: <Value>(value: Value) => Value;
  filledAll: (fields: Record<string, string>) => Record<string, string>;
};

/** Makes everybody and everything; names end differently each time, so that a second run finds them free. */
export async function prepare(): Promise<Scene> {
  const end = randomUUID().slice(0, 8);
  const contributor = (await hire(`Rosa-${end}`, 'contributor')).id;
  const publisher = (await hire(`Pablo-${end}`, 'publisher')).id;
  const administrator = (await hire(`Agnes-${end}`, 'administrator')).id;
  const disabled = (await hire(`Denis-${end}`, 'publisher')).id;
  await write((tx) => tx.account.update({ where: { id: disabled }, data: { disabledAt: new Date() } }));
  const { id: laureate } = await laureateAt('belleville-citoyenne');
  const ahead = await draftOn('croix-rouge-insertion-logis-cite', `Une ${secretWord} attend son tour.`);
  const person = (await reader().account.findFirstOrThrow({ where: { email: 'pascale@exemple.fr' } })).id;
  const names: Record<string, string> = {
    ...{ laureate, ...ahead, person, disabled, slug: 'belleville-citoyenne', password: 'quatre girafes lisent dehors' },
    ...{ link: await inviteOnly(`Lina-${end}`), note: await noteOn(laureate) },
    report: await reportOn(laureate),
  };
  const filled = <Value>(value: Value): Value =>
    (typeof value === 'string'
      ? value.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole)
      : value) as Value;
  const filledAll = (fields: Record<string, string>) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, filled(value)]));
  return { accounts: { contributor, publisher, administrator, disabled }, filled, filledAll };
}

/** A new session of that sort; nothing for somebody who has none. */
export async function sessionFor({ accounts }: Scene, visitor: Visitor): Promise<string | undefined> {
  if (visitor === 'anonymous') return undefined;
  if (visitor === 'expired session') return sessionOf(accounts.administrator, 'expired');
  if (visitor === 'revoked session') return sessionOf(accounts.administrator, 'revoked');
  if (visitor === 'second factor pending') return sessionOf(accounts.administrator, 'second factor pending');
  return sessionOf(accounts[visitor]);
}
