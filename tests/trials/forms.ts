/** Malformed forms and bodies, at every action of the build and at the public’s own form. */
import fc from 'fast-check';
import { reader } from '../../server/database.ts';
import { type BuiltAction, bodyOf, builtActions, storeHash } from '../built.ts';
import { actions, routes } from '../e2e/newsroom/access.ts';
import { laureates, signedIn } from './desk.ts';
import { opened, origin } from './house.ts';
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

type Aim = { token: string; bound: string; answers: Statuses };

/** The page that an action is sent from: its own, or another’s; whatever is named in its address is the entry. */
function pageOf({ route }: BuiltAction, astray: boolean, id: string): string {
  const own = routes[route]?.at ?? '';
  return (astray ? `/redaction/${own.startsWith('/redaction/laureats') ? 'compte' : 'laureats'}` : own).replace(
    /\{\w+\}/g,
    id,
  );
}

/** So that none is refused for coming too often: each is to be read. */
let sent = 0;
const anyAddress = () => `198.51.100.${(sent++ % 250) + 1}`;

async function fault(
  { action, good, astray, body: given }: Shot,
  { token, bound, answers }: Aim,
): Promise<string | undefined> {
  const ids = (action ? (actions[action.name]?.bound ?? []) : []).map(() => (good ? bound : '../x'));
  const asText = given.kind === 'text';
  const content = asText ? given.text : action ? bodyOf(ids, given.fields) : new URLSearchParams(given.fields);
  const answer = await fetch(origin() + (action ? pageOf(action, astray, bound) : '/api/signalements'), {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...{ Origin: origin(), Cookie: `palmares=${token}`, 'X-Forwarded-For': anyAddress() },
      ...(action && { 'Next-Action': action.id, Accept: 'text/x-component' }),
      ...(asText && given.type && { 'Content-Type': given.type }),
    },
    body: content,
  });
  const text = await answer.text();
  answers.count(answer.status);
  const named = `${action?.name ?? 'signalement'} ${JSON.stringify(given).slice(0, 300)}`;
  if (answer.status >= 500) return `${answer.status} : ${named}`;
  const found = telling.exec(text);
  return found ? `« ${text.slice(Math.max(0, found.index - 60), found.index + 80)} » : ${named}` : undefined;
}

const batch = 250;

export const trial: Trial = async (rounds, tell) => {
  process.env.PROXIES = '1'; // So that an address can be claimed.
  const [{ id } = { id: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'administrator');
  const aim: Aim = { token, bound: id, answers: new Statuses() };
  const house = await opened();
  const shots = fc.sample(shot, rounds);
  const failures: string[] = [];
  for (let at = 0; at < rounds; at += batch) {
    const before = await storeHash(reader());
    const queue = shots.slice(at, at + batch).values();
    const worker = async () => {
      for (const one of queue) {
        const wrong = await fault(one, aim).catch(
          (error) =>
            `${error} (${error.cause?.message ?? error.cause}, après ${aim.answers}) : ${JSON.stringify(one).slice(0, 300)}`,
        );
        if (wrong) failures.push(wrong);
      }
    };
    await Promise.all(Array.from({ length: 4 }, worker));
    if ((await storeHash(reader())) !== before) failures.push(`la base a changé entre ${at} et ${at + batch}`);
    tell(`${Math.min(at + batch, rounds)} sur ${rounds}, ${failures.length} échec(s)`);
  }
  await house.stop();
  return { times: rounds, failures, worst: `réponses ${aim.answers}` };
};
