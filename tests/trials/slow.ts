/** Five hundred connections that send or read as slowly as they can, while others want their page. */
import { stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { currentBuild } from '../../server/bakery/swap.ts';
import { env } from '../../server/env.ts';
import { connections } from '../../server/limits.ts';
import { heldBy } from './gauges.ts';
import { opened } from './house.ts';
import { readOn } from './readers.ts';
import { inMs, type Trial } from './trial.ts';

/** As long as a whole request may take, and until the server has looked that it took longer. */
const seconds = (connections.request + 2 * connections.check) / 1000 + 1;
const each = 125;

/** `named`: in a failure, in French. `reads`: whoever does not read does not notice that it was cut, either. */
type Kind = { named: string; opens: string; drips: string; reads: boolean; many: number };

/** `cut`: how many of each kind the server closed. `unread`: those who read nothing, since when. */
type Round = { over: boolean; cut: Map<Kind, number>; unread: { kind: Kind; socket: Socket; since: number }[] };

/**
 * How long the server may keep one who reads nothing: Node looks twice whether something moved (net, `_onTimeout`), and the
 * first time the answer has just filled the buffers of the system. Milliseconds.
 */
const unreadAtMost = 2 * connections.idle + connections.check;

/** Where those who read nothing come from, so that a port of theirs is nobody else's. */
const apart = '127.0.0.2';

/** The largest answer of the site: of a smaller one, all would wait in the buffers of the system, and the server be done. */
async function largest(): Promise<string> {
  const build = await currentBuild(path.join(env().dataDir, 'site'));
  if (!build) throw new Error('Nothing is baked.');
  const found = [...build.manifest.entries].filter(([, entry]) => entry.status === 200);
  const sized = await Promise.all(
    found.map(async ([at, { file }]) => ({ at, size: (await stat(path.join(build.folder, file))).size })),
  );
  const [first] = sized.sort((one, other) => other.size - one.size);
  return first?.at ?? '/';
}

const kindsOf = (large: string): Kind[] => [
  {
    ...{ named: 'en-têtes lents', opens: 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ' },
    ...{ drips: 'a', reads: true, many: each },
  },
  {
    named: 'corps lents',
    opens: `POST /connexion HTTP/1.1\r\nHost: localhost\r\nOrigin: ${env().siteUrl}\r\nContent-Type: text/plain\r\nContent-Length: 9000\r\n\r\n`,
    ...{ drips: 'a', reads: true, many: each },
  },
  {
    // It asks for as much as may wait, and reads none of it.
    named: 'lecteurs lents',
    opens: `GET ${large} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(connections.pipelined),
    ...{ drips: '', reads: false, many: each },
  },
  { named: 'muets', opens: '', drips: '', reads: true, many: each },
  // It asks for more than anybody could read.
  {
    ...{ named: 'avides', opens: 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(8000) },
    ...{ drips: '', reads: false, many: 25 },
  },
];

/** A connection of that kind, opened again whenever the server closes it. */
function dawdle(kind: Kind, round: Round): void {
  const { opens, drips, reads } = kind;
  const to = { port: env().port, host: '127.0.0.1', ...(!reads && { localAddress: apart }) };
  const socket: Socket = connect(to, () => socket.write(opens));
  if (reads) socket.resume();
  else socket.pause();
  if (!reads) round.unread.push({ kind, socket, since: performance.now() });
  const dripping = setInterval(() => drips && socket.writable && socket.write(drips), 1000);
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(dripping);
    if (!round.over) round.cut.set(kind, (round.cut.get(kind) ?? 0) + 1);
    if (!round.over) setTimeout(() => dawdle(kind, round), 100);
  });
  const ending = setInterval(() => round.over && reads && socket.destroy(), 200);
  socket.on('close', () => clearInterval(ending));
}

/** Counts as cut those that read nothing and that the server holds no more. @returns how many of them it keeps for too long */
async function countUnread(round: Round): Promise<number> {
  const held = await heldBy(env().port, apart);
  const now = performance.now();
  const kept = round.unread.filter(({ socket }) => held.has(socket.localPort ?? 0));
  for (const one of round.unread) if (!kept.includes(one)) round.cut.set(one.kind, (round.cut.get(one.kind) ?? 0) + 1);
  round.unread = kept;
  return kept.filter(({ kind, since }) => kind.many < each || now - since > unreadAtMost).length;
}

export const trial: Trial = async (rounds, tell) => {
  const house = await opened();
  const kinds = kindsOf(await largest());
  const failures: string[] = [];
  let [worst, cut] = [{ at: '', took: 0 }, ''];
  let unread: Round['unread'] = [];
  for (let number = 1; number <= rounds; number += 1) {
    const round: Round = { over: false, cut: new Map(), unread };
    // Who reads nothing stays from one round to the next.
    for (const kind of kinds)
      for (let at = unread.filter((one) => one.kind === kind).length; at < kind.many; at += 1) dawdle(kind, round);
    const readers = readOn(['/', '/laureats', '/laureats/biocycle', '/criteres', '/connexion'], 20, true);
    await pause(seconds * 1000);
    await readers.stop();
    const tooLong = await countUnread(round);
    const { at, took } = readers.slowest;
    if (took > worst.took) worst = { at, took };
    const cutOf = (kind: Kind) => round.cut.get(kind) ?? 0;
    const spared = kinds.filter((kind) => kind.reads && cutOf(kind) < kind.many);
    const wrong = [...readers.failures, ...spared.map((kind) => `${kind.named} : ${cutOf(kind)} coupés seulement`)];
    if (took >= 1000) wrong.push(`${at} après ${inMs(took)}`);
    if (tooLong > 0) wrong.push(`${tooLong} qui ne lisent rien sont encore reliés`);
    failures.push(...wrong.map((one) => `tour ${number} : ${one}`));
    cut = kinds.map((kind) => `${kind.named} ${cutOf(kind)}`).join(', ');
    tell(`${number} sur ${rounds}, ${readers.waits.length} pages, la plus lente en ${inMs(took)} ; coupés : ${cut}`);
    unread = round.unread;
    round.over = true;
  }
  for (const { socket } of unread) socket.destroy();
  await house.stop();
  return { times: rounds, failures, worst: `${worst.at} en ${inMs(worst.took)} ; coupés : ${cut}` };
};
