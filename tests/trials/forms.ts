/** Malformed forms and bodies, at every action of the build and at the public’s own form. */
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { reader } from '../../server/database.ts';
import { env } from '../../server/env.ts';
import { type BuiltAction, bodyOf, builtActions, storeHash } from '../built.ts';
import { actions, routes } from '../e2e/newsroom/access.ts';
import { hire, sessionOf } from '../hire.ts';
import { opened, origin } from './house.ts';
import { filled, type Mutated, mutated, type Scene, sceneFor } from './mutated-forms.ts';
import { Statuses, type Trial } from './trial.ts';

/** What no answer may hold: a stack, a place in the code, a driver’s own words, English of a validator. */
const telling = /\n\s+at |node_modules|\.(ts|tsx|js):\d+|Prisma|SQLITE|Invalid input|Unrecognized key|Too big/;

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '$K1',
    '$F1',
    '$@0',
    '$undefined',
    '\u0000',
    '\u202Exyz',
    '{{7*7}}',
    "' OR 1=1 --",
    '../../etc',
    '__proto__',
  ),
  fc.nat(80_000).map((length) => 'é'.repeat(length)),
  fc.string().map((text) => JSON.stringify({ [text]: [text] })),
);
const names = fc.oneof(
  fc.constantFrom('from', 'note', 'plain', 'entry', 'id', 'email', 'password', 'role', 'accountId', 'constructor'),
  fc.constantFrom(
    'facts.name.value',
    'facts.__proto__.value',
    'criteria.99999.value',
    'details.-1.label',
    '0',
    '_1_',
    '$ACTION_ID_0',
  ),
  fc.string({ maxLength: 40 }),
);

/** Fields that no form has, so that none of these may be taken for what the page itself would send. */
const fields = fc
  .array(fc.tuple(names, odd), { maxLength: 12 })
  .map((pairs): [string, string][] => [...pairs, ['nobody-asked-for-this', 'x']]);

type Body = { kind: 'fields'; fields: [string, string][] } | { kind: 'text'; text: string; type: string };

const types = fc.constantFrom(
  'text/plain;charset=UTF-8',
  'application/json',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'x',
  '',
);
const body: fc.Arbitrary<Body> = fc.oneof(
  fields.map((pairs): Body => ({ kind: 'fields', fields: pairs })),
  fc
    .tuple(fc.oneof(odd, fc.json(), fc.constantFrom('["$K1"]', '["$F1"]', '["$Q2","$W3"]', '--x\r\n\r\n--x--')), types)
    .map(([text, type]): Body => ({ kind: 'text', text, type })),
);

/** `good`: the ids that a page binds are of an entry; `astray`: sent from the page of another route. */
type Shot = { action: BuiltAction | undefined; good: boolean; astray: boolean; body: Body };

const shot: fc.Arbitrary<Shot> = fc.record({
  // What needs no form at all is done whatever its body holds: it is not among them.
  action: fc.constantFrom(...builtActions.filter(({ name }) => !actions[name]?.bare), undefined),
  good: fc.boolean(),
  astray: fc.constantFrom(true, false, false, false),
  body,
});

type Aim = { token: string; scene: Scene; answers: Statuses };

/** The page that an action is sent from: its own, or another’s. */
function pageOf({ route }: BuiltAction, astray: boolean, scene: Scene): string {
  const own = routes[route]?.at ?? '';
  return filled(astray ? `/redaction/${own.startsWith('/redaction/laureats') ? 'compte' : 'laureats'}` : own, scene);
}

/** So that none is refused for coming too often: each is to be read. */
let sent = 0;
const anyAddress = () => `198.51.100.${(sent++ % 250) + 1}`;

type Request = { at: string; action: BuiltAction | undefined; body: BodyInit; type?: string; said: string };

/** A body that no form of ours has. */
function oddRequest({ action, good, astray, body: given }: Shot, scene: Scene): Request {
  const bound = action ? (actions[action.name]?.bound ?? []) : [];
  const ids = bound.map((one) => (good && typeof one === 'string' ? filled(one, scene) : '../x'));
  const said = `${action?.name ?? 'signalement'} ${JSON.stringify(given).slice(0, 300)}`;
  const at = action ? pageOf(action, astray, scene) : '/api/signalements';
  if (given.kind === 'text') return { at, action, said, body: given.text, ...(given.type && { type: given.type }) };
  return { at, action, said, body: action ? bodyOf(ids, given.fields) : new URLSearchParams(given.fields) };
}

/** A form of ours with one thing wrong. */
function wrongRequest({ action, fields: given, said }: Mutated, scene: Scene): Request {
  const bound = (actions[action.name]?.bound ?? []).map((one) => (typeof one === 'string' ? filled(one, scene) : one));
  return { at: pageOf(action, false, scene), action, said, body: bodyOf(bound, given) };
}

async function fault({ at, action, body: content, type, said }: Request, aim: Aim): Promise<string | undefined> {
  const answer = await fetch(origin() + at, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...{ Origin: origin(), Cookie: `palmares=${aim.token}`, 'X-Forwarded-For': anyAddress() },
      ...(action && { 'Next-Action': action.id, Accept: 'text/x-component' }),
      ...(type && { 'Content-Type': type }),
    },
    body: content,
  });
  const text = await answer.text();
  aim.answers.count(answer.status);
  if (answer.status >= 500) return `${answer.status} : ${said}`;
  if (taken.test(text)) return `accepté : ${said}`;
  const found = telling.exec(text);
  return found ? `« ${text.slice(Math.max(0, found.index - 60), found.index + 80)} » : ${said}` : undefined;
}

/** What an answer says of something that was done. */
const taken = /"saved":\{|"done":["{]/;

/** All that may change: the store, and every file of the site that is served. */
async function stateOfAll(): Promise<string> {
  const folder = await realpath(path.join(env().dataDir, 'site', 'current'));
  const hash = createHash('sha256')
    .update(await storeHash(reader()))
    .update(folder);
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  for (const file of files.sort()) hash.update(file).update(await readFile(file));
  return hash.digest('hex');
}

const batch = 250;

async function sendAll(requests: Request[], aim: Aim): Promise<string[]> {
  const failures: string[] = [];
  const queue = requests.values();
  const worker = async () => {
    for (const one of queue) {
      const wrong = await fault(one, aim).catch(
        (error) => `${error} (${error.cause?.message ?? error.cause}, après ${aim.answers}) : ${one.said}`,
      );
      if (wrong) failures.push(wrong);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return failures;
}

export const trial: Trial = async (rounds, tell) => {
  process.env.PROXIES = '1'; // So that an address can be claimed.
  const { id } = await hire('Alix', 'administrator');
  const token = await sessionOf(id);
  const house = await opened();
  const scene = await sceneFor(token, id);
  const aim: Aim = { token, scene, answers: new Statuses() };
  const odds = fc.sample(shot, Math.ceil(rounds / 2)).map((one) => oddRequest(one, scene));
  const wrongs = fc.sample(mutated(scene), Math.floor(rounds / 2)).map((one) => wrongRequest(one, scene));
  const requests = odds.flatMap((one, at) => [one, wrongs[at] ?? []].flat());
  const failures: string[] = [];
  for (let at = 0; at < rounds; at += batch) {
    const before = await stateOfAll();
    failures.push(...(await sendAll(requests.slice(at, at + batch), aim)));
    if ((await stateOfAll()) !== before) failures.push(`la base ou le site a changé entre ${at} et ${at + batch}`);
    tell(`${Math.min(at + batch, rounds)} sur ${rounds}, ${failures.length} échec(s)`);
  }
  await house.stop();
  const read = aim.answers.of(200);
  if (read < rounds / 2) failures.push(`${read} lus seulement sur ${rounds} : ${aim.answers}`);
  return { times: rounds, failures, worst: `réponses ${aim.answers}` };
};
