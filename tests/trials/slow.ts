/** Five hundred connections that send or read as slowly as they can, while others want their page. */
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { env } from '../../server/env.ts';
import { connections } from '../../server/limits.ts';
import { opened } from './house.ts';
import { readOn } from './readers.ts';
import { inMs, type Trial } from './trial.ts';

const seconds = 60;
const each = 125;

type Kind = { opens: string; drips: string; reads: boolean; many?: number };

const kinds: Kind[] = [
  { opens: 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ', drips: 'a', reads: true },
  {
    opens: `POST /connexion HTTP/1.1\r\nHost: localhost\r\nOrigin: ${env().siteUrl}\r\nContent-Type: text/plain\r\nContent-Length: 9000\r\n\r\n`,
    ...{ drips: 'a', reads: true },
  },
  // It asks for as much as may wait, and reads none of it.
  { opens: 'GET /presse HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(connections.pipelined), drips: '', reads: false },
  { opens: '', drips: '', reads: true },
  // It asks for more than anybody could read.
  { opens: 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(8000), drips: '', reads: false, many: 25 },
];

/** A connection of that kind, opened again whenever the server closes it. */
function dawdle(kind: Kind, until: { over: boolean }): void {
  const { opens, drips, reads, many } = kind;
  const socket: Socket = connect(env().port, '127.0.0.1', () => socket.write(opens));
  if (reads) socket.resume();
  else socket.pause();
  const dripping = setInterval(() => drips && socket.writable && socket.write(drips), 1000);
  const ending = setInterval(() => until.over && socket.destroy(), 200);
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(dripping);
    clearInterval(ending);
    if (!until.over) setTimeout(() => dawdle(kind, until), many ? 1000 : 100);
  });
}

export const trial: Trial = async (rounds, tell) => {
  const house = await opened();
  const failures: string[] = [];
  let worst = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const until = { over: false };
    for (const kind of kinds) for (let at = 0; at < (kind.many ?? each); at += 1) dawdle(kind, until);
    const readers = readOn(['/', '/laureats', '/laureats/biocycle', '/criteres'], 20, true);
    await pause(seconds * 1000);
    await readers.stop();
    until.over = true;
    const slowest = Math.max(...readers.waits);
    worst = Math.max(worst, slowest);
    if (slowest >= 1000) failures.push(`tour ${round} : une page après ${inMs(slowest)}`);
    failures.push(...readers.failures.map((one) => `tour ${round} : ${one}`));
    tell(`${round} sur ${rounds}, ${readers.waits.length} pages, la plus lente en ${inMs(slowest)}`);
    await pause(1000);
  }
  await house.stop();
  return { times: rounds, failures, worst: `une page en ${inMs(worst)}` };
};
