/**
 * The forms of the newsroom as a browser would send them, each with one thing wrong with it.
 *
 * Promise: what is wrong is wrong for certain — missing, of another sort, too long, with signs that no text may have — and
 * nothing else is: the same form without it would do what it asks. Whoever takes one changes the store.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { reader, write } from '../../server/database.ts';
import { writeNote } from '../../server/editorial/colleague-notes.ts';
import { setReviewDate } from '../../server/editorial/reviews.ts';
import { PACKED } from '../../server/forms/packing.ts';
import { invite } from '../../server/staff/accounts.ts';
import { operator } from '../../server/staff/actor.ts';
import { type BuiltAction, builtActions } from '../built.ts';
import { draftedAgain } from '../cast.ts';
import { actions } from '../e2e/newsroom/access.ts';
import { goodPassword, hire, well } from '../hire.ts';
import { formOf, laureates } from './desk.ts';

/** What stands for `{laureate}`, `{person}` … in the table of actions, and the fields of an entry’s own form. */
export type Scene = { names: Record<string, string>; entry: [string, string][] };

async function reported(entryId: string): Promise<string> {
  const id = randomUUID();
  const words = { factKey: '', factLabel: '', text: 'La porte est verte.', document: '', email: null };
  const standing = { state: 'open', answer: '', receivedAt: new Date(), answeredAt: null };
  await write((tx) => tx.report.create({ data: { id, reference: id.slice(0, 8), entryId, ...words, ...standing } }));
  return id;
}

/** Makes everybody and everything that the forms name. @param token of an administrator, with `accountId` */
export async function sceneFor(token: string, accountId: string): Promise<Scene> {
  const [one = { id: '', slug: '' }, other = { id: '' }] = await laureates(2);
  const { content } = await reader().revision.findFirstOrThrow({ where: { entryId: other.id } });
  await draftedAgain(other.id, { ...Object(content), plain: 'Un brouillon attend.' });
  well(await setReviewDate(operator(), { entryId: one.id, reviewBy: '2099-01-01' }));
  const person = (await hire('Basile', 'publisher')).id;
  const disabled = (await hire('Denis', 'contributor')).id;
  await write((tx) => tx.account.update({ where: { id: disabled }, data: { disabledAt: new Date() } }));
  const who = { name: 'Lina', email: 'lina@exemple.fr', role: 'contributor' };
  const { link } = well(await invite(operator(), who));
  const { noteId: note } = well(
    await writeNote({ ...operator(), id: accountId }, { entryId: one.id, text: 'À voir.' }),
  );
  const places = { laureate: one.id, slug: one.slug, draft: other.id, number: '2', report: await reported(one.id) };
  const people = { person, disabled, note, password: goodPassword };
  const names = { ...places, ...people, link: link.url.slice(link.url.lastIndexOf('/') + 1) };
  return { names, entry: (await formOf(one.id, token)).fields.filter(([name]) => !name.startsWith('$ACTION')) };
}

/** Puts the names of the scene in their places. */
export const filled = (text: string, { names }: Scene) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);

/** What may be anything at all, or nothing, without the form being wrong. */
const free = new Set(['minor', 'how', 'do', 'state', 'note', 'seal']);

/** Signs that no text may have, whatever it is of. */
const signs = fc.constantFrom('\u0000', '\u0007', '\u202E', '\u2066');

type Wrong = 'gone' | 'of another sort' | 'too long' | 'with a sign';

/** The fields, one of them spoiled. */
function spoiled(pairs: [string, string][], name: string, wrong: Wrong, sign: string): [string, string | Blob][] {
  return pairs.flatMap(([one, value]): [string, string | Blob][] => {
    if (one !== name) return [[one, value]];
    if (wrong === 'gone') return [];
    if (wrong === 'of another sort') return [[one, new Blob([value])]];
    // A password may be of any signs.
    if (wrong === 'too long' || /password|current/.test(name)) return [[one, 'é'.repeat(70_000)]];
    return [[one, value + sign]];
  });
}

/** An entry’s own form goes in one field; its longest texts take the signs. */
function entryForm({ entry }: Scene, at: number, wrong: Wrong, sign: string): [string, string | Blob][] {
  const texts = ['plain', 'tagline', 'summary', 'account', 'from'];
  const name = texts[at % texts.length] ?? '';
  if (wrong === 'gone') return [[PACKED, JSON.stringify(entry).slice(0, -1 - at)]];
  if (wrong === 'of another sort') return [[PACKED, JSON.stringify(entry.map(([one, value]) => [one, { value }]))]];
  return [[PACKED, JSON.stringify(spoiled(entry, name, name === 'from' ? 'with a sign' : wrong, sign))]];
}

export type Mutated = { action: BuiltAction; fields: [string, string | Blob][]; said: string };

const mutable = builtActions.filter(({ name }) => {
  const action = actions[name];
  return action && !action.bare && Object.keys(action.form ?? {}).some((field) => !free.has(field));
});

/** One of those forms. Codes and passwords that are wrong already stay so: they count against whoever sends them. */
export const mutated = (scene: Scene): fc.Arbitrary<Mutated> =>
  fc
    .tuple(
      fc.constantFrom(...mutable),
      fc.nat(1000),
      fc.constantFrom<Wrong[]>('gone', 'of another sort', 'too long', 'with a sign'),
      signs,
    )
    .map(([action, at, wrong, sign]) => {
      const pairs = Object.entries(actions[action.name]?.form ?? {});
      const must = pairs.map(([name]) => name).filter((name) => !free.has(name));
      const name = must[at % must.length] ?? '';
      const real = pairs.map(([one, value]): [string, string] => [one, filled(value, scene)]);
      const own = action.name.endsWith(' saveAction');
      const fields = own ? entryForm(scene, at, wrong, sign) : spoiled(real, name, wrong, sign);
      return { action, fields, said: `${action.name}, ${own ? '' : name} ${wrong} ${JSON.stringify(sign)}` };
    });
