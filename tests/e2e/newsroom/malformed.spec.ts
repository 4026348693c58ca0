import { expect, test } from '@playwright/test';
import { bodyOf, builtActions, storeHash } from '../../built.ts';
import { actions, routes } from './access.ts';
import { open, post, type Told } from './build.ts';
import { prepare, type Scene, sessionFor } from './scene.ts';
import { accountOf, hire, inviteOnly, reader, write } from './store.ts';

let scene: Scene;
test.beforeAll(async () => {
  scene = await prepare();
});

/** What no answer may hold: a stack, a place in the code, a driver’s own words, English of a validator. */
const telling = /\n\s+at |node_modules|\.(ts|tsx|js):\d+|Prisma|SQLITE|Invalid input|Unrecognized key|Too big/;

function fault({ status, text }: Told): string | undefined {
  if (status >= 500) return `${status} ${text.slice(0, 120)}`;
  const found = telling.exec(text);
  return found ? `${status} tells « ${text.slice(Math.max(0, found.index - 60), found.index + 100)} »` : undefined;
}

type Fields = Record<string, string | Blob> | [string, string | Blob][];
type Spoil = (bound: unknown[], form: Record<string, string>) => BodyInit;

const withFields = (change: (form: Record<string, string>) => Fields): Spoil => {
  return (bound, form) => bodyOf(bound, change(form));
};
const each = (form: Record<string, string>, value: string | Blob) =>
  Object.fromEntries(Object.keys(form).map((name) => [name, value]));

/** One way each to spoil a body that would otherwise be good. */
const spoilt: Record<string, Spoil> = {
  'texts too long': withFields((form) => each({ ...form, note: '', tagline: '' }, 'é'.repeat(70_000))),
  'files in the place of texts': withFields((form) => each({ ...form, note: '' }, new Blob(['x']))),
  'each field twice': withFields((form) => [...Object.entries(form), ...Object.entries({ ...form, suite: 'x' })]),
  'keys nobody asked for': withFields((form) => ({
    ...each(form, ''),
    role: 'administrator',
    __proto__x: '1',
    id: 'x',
  })),
  'reserved keys': withFields(() => [
    ['__proto__', 'x'],
    ['constructor', 'x'],
    ['facts.__proto__.value', 'x'],
  ]),
  'control characters': withFields((form) => each({ ...form, note: '', text: '' }, 'a\u0000b\u202Ec\u001B')),
  'names of fields without end': withFields(() => ({ [`${'a.'.repeat(400)}b`]: 'x' })),
  'a thousand fields': withFields(() => Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`f${at}`, '']))),
  'no such ids': (bound, form) => {
    const ids = Object.keys(form).filter((name) => ['accountId', 'entry', 'from'].includes(name));
    const named = ids.map((name): [string, string] => [name, '../../x']);
    return bodyOf(
      bound.map(() => 'n’existe-pas'),
      named,
    );
  },
  'ids of another type': (bound) =>
    bodyOf(
      bound.map(() => ({ not: 'x' })),
      {},
    ),
  'no arguments at all': () => '[]',
  'null arguments': () => '[null,null,null]',
  'a text in the place of the form': () => '["x","x","x","x"]',
  'a text in the place of the form, good ids': (bound) => JSON.stringify([...bound, { problems: [] }, 'x']),
  'a reference to nothing': () => '["$K9","$F1","$Q2"]',
  'no JSON': () => '{"a":',
  'an empty body': () => '',
};

for (const [words, spoil] of Object.entries(spoilt)) {
  test(`${words}: every action answers with a sentence or a 4xx, and changes nothing`, async () => {
    const faults: string[] = [];
    for (const { id, name, route } of builtActions) {
      const { bound = [], form, bare } = actions[name] ?? {};
      const token = await sessionFor(scene, 'administrator');
      const before = bare ? '' : await storeHash(reader());
      const body = spoil(bound.map(scene.filled), scene.filledAll(form ?? {}));
      const wrong = fault(await post(scene.filled(routes[route]?.at ?? ''), id, body, { token }));
      if (wrong) faults.push(`${name}: ${wrong}`);
      if (!bare && (await storeHash(reader())) !== before) faults.push(`${name}: the store changed`);
    }
    expect(faults).toEqual([]);
  });
}

test('a body beyond a mebibyte is answered 413, an unknown action without a word of the code', async () => {
  const token = await sessionFor(scene, 'administrator');
  const before = await storeHash(reader());
  const [first] = builtActions;
  const long = await post('/redaction', first?.id ?? '', 'x'.repeat(1024 * 1024 + 1), { token });
  expect(long.status).toBe(413);
  expect(long.text).toContain('trop long');
  for (const id of ['00'.repeat(21), 'x', '../x', '']) {
    const { status, text } = await post('/redaction', id, '[]', { token });
    expect(status === 200 || (status >= 400 && status < 500), `${id}: ${status}`).toBe(true);
    expect(text).not.toMatch(telling);
  }
  expect(await storeHash(reader())).toBe(before);
});

test('a link that was used, that has expired, or that never was, opens nothing and says so', async () => {
  const [never, used, late] = ['A'.repeat(43), await inviteOnly('Ursule'), await inviteOnly('Lazare')];
  const past = new Date(Date.now() - 1000);
  const linkOf = async (name: string) => ({ accountId: await accountOf(name) });
  const [hers, his] = [await linkOf('Ursule'), await linkOf('Lazare')];
  await write(async (tx) => {
    await tx.oneTimeLink.updateMany({ where: hers, data: { usedAt: past } });
    await tx.oneTimeLink.updateMany({ where: his, data: { expiresAt: past } });
  });
  const before = await storeHash(reader());
  const accept = builtActions.find((one) => one.name === 'connexion acceptLinkAction');
  for (const link of [never, used, late, 'x', 'x'.repeat(5000)]) {
    const page = await open(`/connexion/invitation/${encodeURIComponent(link)}`, {});
    if (link.length < 100) expect(page.text).toContain('Ce lien ne sert plus');
    const body = bodyOf([link], { password: 'sept valises dans la brume' });
    const { status, text } = await post('/connexion', accept?.id ?? '', body, {});
    expect(status).toBe(200);
    expect(text).toContain('n’est plus valable');
  }
  expect(await storeHash(reader())).toBe(before);
});

test('a cookie that is no token, or somebody’s former one, opens nothing', async () => {
  const { id } = await hire(`Sara-${Date.now()}`, 'publisher');
  const former = await reader().session.findFirstOrThrow({ where: { accountId: id } });
  for (const token of ['', 'x', former.id, former.tokenHash, 'A'.repeat(43), '%00', 'a; b=c']) {
    const { status, location } = await open('/redaction', { token });
    expect([status, location], token).toEqual([307, '/connexion']);
  }
});
