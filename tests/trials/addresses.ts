/** Addresses and headers made up by somebody who looks for a way in. */
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { currentBuild } from '../../server/bakery/swap.ts';
import { reader } from '../../server/database.ts';
import { env } from '../../server/env.ts';
import { doors } from '../../server/front/doors.ts';
import { draftedAgain } from '../cast.ts';
import { headers, target } from '../server/front/odd-requests.ts';
import { type Reply, sendRaw } from '../server/front/shown-site.ts';
import { heldIn, inMb, residentOf } from './gauges.ts';
import { opened, status } from './house.ts';
import { Statuses, type Trial } from './trial.ts';

const root = path.join(import.meta.dirname, '..', '..');

const canary = 'zibeline-canari';

/** The listed ones, those of withdrawn and of too long addresses, and of an expectation that nobody can meet. */
const calm = new Set([200, 301, 304, 308, 400, 404, 405, 410, 414, 417]);

/** What the doors of the newsroom may say besides: to whom nobody knows, the way to sign in; to a strange POST, no. */
const atDoors = new Set([...calm, 307, 403]);

type Asked = { method: string; at: string; given: Record<string, string> };

const answers = new Statuses();

/** So that nobody is refused for coming too often, which would stand for the answer that is looked for. */
let sent = 0;
const anyAddress = () => `198.51.100.${(sent++ % 250) + 1}`;

const isDoor = (at: string) => doors.some((door) => at.startsWith(door.path));

function plain({ headers: told, body }: Reply): Buffer {
  try {
    if (told['content-encoding'] === 'br') return brotliDecompressSync(body);
    if (told['content-encoding'] === 'gzip') return gunzipSync(body);
  } catch {
    // HEAD, 304: no body.
  }
  return body;
}

async function fault({ method, at, given }: Asked): Promise<string | undefined> {
  const named = `${method} ${at.slice(0, 200)} ${JSON.stringify(given).slice(0, 300)}`;
  const all = { Host: 'localhost', Connection: 'close', 'X-Forwarded-For': anyAddress(), ...given };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  // What is announced is sent to its end: whoever waits for the rest of a request may rightly say nothing.
  const body = 'Transfer-Encoding' in given ? '0\r\n\r\n' : '';
  const whole = `${method} ${at} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
  const reply = await sendRaw(env().port, whole).catch((error: Error) => error);
  if (reply instanceof Error) return `sans réponse (${reply.message}) : ${named}`;
  if (Number.isNaN(reply.status)) return `sans réponse : ${named}`;
  answers.count(reply.status);
  if (!(isDoor(at) ? atDoors : calm).has(reply.status)) return `${reply.status} : ${named}`;
  if (plain(reply).includes(canary)) return `un brouillon : ${named}`;
  return undefined;
}

/** Sends them eight at a time. @returns what did not hold */
async function send(asked: Asked[], tell: (done: number) => void): Promise<string[]> {
  const failures: string[] = [];
  const queue = asked.entries();
  const worker = async () => {
    for (const [at, one] of queue) {
      const wrong = await fault(one);
      if (wrong) failures.push(wrong);
      if (at % 1000 === 0) tell(at);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return failures;
}

const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'TRACE', 'DELETE');

async function everyRoute(): Promise<string[]> {
  const build = await currentBuild(path.join(env().dataDir, 'site'));
  return [...(build?.manifest.entries.keys() ?? []), ...doors.map((door) => door.path)];
}

/** The same address with some of the letters of its name encoded: which ones is written in the bits of a number. */
function spelt(file: string, bits: number): string {
  const from = file.lastIndexOf('/') + 1;
  const encoded = [...file.slice(from)].map((one, at) =>
    (bits >> at) & 1 && /[a-z0-9]/.test(one) ? `%${one.charCodeAt(0).toString(16)}` : one,
  );
  return file.slice(0, from) + encoded.join('');
}

/**
 * Files of the build cost what they cost once: under a query or a spelling that nobody asked for before, they are the same file.
 * @returns what did not hold
 */
async function otherNames(times: number): Promise<string[]> {
  const ask = async (at: string) => {
    const reply = await sendRaw(
      env().port,
      `GET ${at} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Encoding: br\r\n\r\n`,
    );
    return reply.status === 200 ? plain(reply).toString() : '';
  };
  const files = [...new Set((await ask('/connexion')).match(/\/_next\/static\/chunks\/[\w.~-]+\.js/g))];
  if (files.length === 0) return ['la page de connexion ne nomme aucun script : rien n’a été éprouvé'];
  const lasting = async (name: (file: string, at: number) => string) => {
    const since = performance.now();
    for (let at = 0; at < times; at += 1)
      if ((await ask(name(files[at % files.length] ?? '', at))) === '') throw new Error('un script n’a pas été donné');
    return performance.now() - since;
  };
  await lasting((file) => file); // Compressed by now.
  const known = await lasting((file) => file);
  const unknown = await lasting((file, at) => (at % 2 === 0 ? `${file}?${at}` : spelt(file, at)));
  return unknown > 10 * known
    ? [`${times} fichiers sous un nom inconnu : ${Math.round(unknown)} ms au lieu de ${Math.round(known)}`]
    : [];
}

/** Where a request could leave something: the data, and the build, in which Next would keep pages that it makes. */
async function onDisk(): ReturnType<typeof heldIn> {
  const [data, build] = await Promise.all([env().dataDir, path.join(root, '.next')].map(heldIn));
  return new Map([...(data ?? []), ...(build ?? [])]);
}

type Held = Awaited<ReturnType<typeof heldIn>>;

/** What is there more than before, file by file. */
function grownFrom(before: Held, after: Held): string[] {
  const grown = [...after].filter(([file, { bytes }]) => bytes > (before.get(file)?.bytes ?? -1));
  return grown.map(
    ([file, { name, bytes }]) => `sur le disque, ${name} : +${bytes - (before.get(file)?.bytes ?? 0)} octets`,
  );
}

export const trial: Trial = async (rounds, tell) => {
  process.env.PROXIES = '1'; // So that an address can be claimed.
  const one = await reader().laureate.findFirstOrThrow();
  const { content } = await reader().revision.findFirstOrThrow({ where: { entryId: one.entryId } });
  await draftedAgain(one.entryId, { ...Object(content), tagline: canary });
  const house = await opened();
  const fuzzed = fc
    .sample(fc.tuple(method, target, headers), rounds)
    .map(([verb, at, given]): Asked => ({ method: verb, at, given }));
  const sets = fc.sample(headers, Math.min(200, Math.ceil(rounds / 100)));
  const crossed = (await everyRoute()).flatMap((at) => sets.map((given): Asked => ({ method: 'GET', at, given })));
  // Next makes its one page for unknown addresses when it is first needed, and keeps it.
  for (const { path: at } of doors) await status(`${at}/nulle-part`);
  const empty = await onDisk();
  // What the first half loads and fills in memory is no leak; what grows with the second is.
  const firstHalf = [...fuzzed.slice(0, rounds / 2), ...crossed.filter((_, at) => at % 2 === 0)];
  const failures = await send(firstHalf, (done) => tell(`${done} sur ${firstHalf.length}, pour se mettre en train`));
  const before = await residentOf(house.pid);
  failures.push(...(await send(fuzzed.slice(rounds / 2), (done) => tell(`${done} adresses sur ${rounds}`))));
  const others = crossed.filter((_, at) => at % 2 === 1);
  failures.push(...(await send(others, (done) => tell(`${done} routes × en-têtes sur ${others.length}`))));
  const grown = (await residentOf(house.pid)) - before;
  failures.push(...(await otherNames(100)));
  failures.push(...grownFrom(empty, await onDisk()));
  if (grown > 64e6) failures.push(`la mémoire a grossi de ${inMb(grown)}`);
  await house.stop();
  return {
    times: rounds + crossed.length,
    failures,
    worst: `mémoire ${grown > 0 ? '+' : ''}${inMb(grown)} ; réponses ${answers}`,
  };
};
