import { expect, test } from '@playwright/test';
import { bodyOf, builtActions, builtRoutes, storeHash } from '../../built.ts';
import { newsroom } from '../site.ts';
import { type Action, actions, type Outcome, publicRoutes, routes, type Visitor, visitors } from './access.ts';
import { open, post, type Told } from './build.ts';
import { prepare, type Scene, sessionFor } from './scene.ts';
import { reader } from './store.ts';

let scene: Scene;
test.beforeAll(async () => {
  scene = await prepare();
});

const roleSentence = /Votre rôle ne permet pas|n’est pas pour votre rôle/;

/** Whether this is what the table says, in words when it is not. */
function fault(
  outcome: Outcome,
  { status, text, location }: Told,
  shows = '',
  refusal = [200, 403],
): string | undefined {
  const seen = shows !== '' && text.includes(shows);
  const found = `${status} ${location}${seen ? ' with the content' : ''} ${roleSentence.test(text) ? 'refused' : ''}`;
  if (status >= 500) return found;
  if (outcome === 'shown') return status === 200 && (shows === '' || seen) ? undefined : found;
  if (outcome === 'heard') return status === 200 && !roleSentence.test(text) ? undefined : found;
  if (outcome === 'refused') return refusal.includes(status) && roleSentence.test(text) && !seen ? undefined : found;
  const target = outcome === 'leaves' ? '/connexion' : scene.filled(outcome);
  // Asked for by script, an action that leads elsewhere answers 200 or 303 with the address in a header.
  return [200, 303, 307].includes(status) && location.split('?')[0] === target && !seen ? undefined : found;
}

test('every route and every action of the build is in the table, and nothing else', () => {
  expect([...builtRoutes].sort()).toEqual([...Object.keys(routes), ...publicRoutes].sort());
  expect(builtActions.map((one) => one.name).sort()).toEqual(Object.keys(actions).sort());
});

for (const visitor of visitors) {
  test(`${visitor}: every page is shown, refused or led elsewhere as the table says, and changes nothing`, async () => {
    const token = await sessionFor(scene, visitor);
    const before = await storeHash(reader());
    const faults: string[] = [];
    for (const [route, { at, shows, for: row }] of Object.entries(routes)) {
      const wrong = fault(row[visitor], await open(scene.filled(at), { token }), shows, [403]);
      if (wrong) faults.push(`${route}: ${row[visitor]} expected, ${wrong}`);
    }
    expect(faults).toEqual([]);
    expect(await storeHash(reader())).toBe(before);
  });

  test(`${visitor}: every action is heard or refused as the table says; refused, it changes nothing`, async () => {
    const faults: string[] = [];
    for (const { id, name, route } of builtActions) {
      const action = actions[name];
      const at = routes[route]?.at;
      if (!action || at === undefined) throw new Error(`${name} on ${route} is not in the table.`);
      const token = await sessionFor(scene, visitor);
      const before = await storeHash(reader());
      const outcome = action.for[visitor];
      const wrong = fault(outcome, await post(scene.filled(at), id, bodyFor(action, outcome), { token }));
      if (wrong) faults.push(`${name}: ${outcome} expected, ${wrong}`);
      const mayChange = action.bare && ['heard', 'leaves'].includes(outcome);
      if (!mayChange && (await storeHash(reader())) !== before) faults.push(`${name}: the store changed`);
    }
    expect(faults).toEqual([]);
  });
}

/** A body that would do it for whoever is refused; an empty one for whoever is heard. */
function bodyFor({ bound, form }: Action, outcome: Outcome): BodyInit {
  const fields = outcome === 'heard' ? {} : form;
  return bodyOf(bound.map(scene.filled), form === null ? null : scene.filledAll(fields ?? {}));
}

for (const [words, origin] of [
  ['no origin', undefined],
  ['the null origin', 'null'],
  ['a foreign origin', 'https://ailleurs.exemple'],
  ['the origin of another port', 'http://localhost:3917'],
  ['an origin that begins like ours', `${newsroom.address}.ailleurs.exemple`],
] as const) {
  test(`with ${words}, every action an administrator asks for is answered 403 and changes nothing`, async () => {
    const visitor: Visitor = 'administrator';
    const token = await sessionFor(scene, visitor);
    const before = await storeHash(reader());
    const statuses = new Set<number>();
    for (const { id, name, route } of builtActions) {
      const action = actions[name];
      const body = bodyOf(action?.bound.map(scene.filled) ?? [], action?.form ? scene.filledAll(action.form) : null);
      statuses.add((await post(scene.filled(routes[route]?.at ?? ''), id, body, { token, origin })).status);
    }
    expect([...statuses]).toEqual([403]);
    expect(await storeHash(reader())).toBe(before);
  });
}

test('the bodies that change nothing when refused are good ones: sent by an administrator, they do what they ask', async () => {
  const idle: string[] = [];
  for (const { id, name, route } of builtActions) {
    if (!harmless.includes(name)) continue;
    const { bound = [], form } = actions[name] ?? {};
    const token = await sessionFor(scene, 'administrator');
    const before = await storeHash(reader());
    await post(
      scene.filled(routes[route]?.at ?? ''),
      id,
      bodyOf(bound.map(scene.filled), scene.filledAll(form ?? {})),
      {
        token,
      },
    );
    if ((await storeHash(reader())) === before) idle.push(name);
  }
  expect(idle).toEqual([]);
});

/** What disturbs no other test when it is done. */
const harmless = [
  ...['makeAction', 'reviewAction', 'noteAction', 'restoreAction'].map((one) => `redaction/[section] ${one}`),
  ...['nameAction', 'passwordAction', 'codesAction'].map((one) => `redaction/compte ${one}`),
  ...['inviteAction', 'reactivateAction'].map((one) => `redaction/equipe ${one}`),
];
