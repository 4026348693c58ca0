/**
 * Loaded by plain Node into the newsroom’s server process, before the product’s own code: lets a test hold the write gate
 * of that process from outside Next’s bundle.
 *
 * Promise: whoever connects to the socket hears `held` once a write of plain Node holds the gate, and `queued` once
 * another write stands behind it. Any byte then ends the write, and the last line heard is how many notes with the text
 * `noteText` a second write of plain Node sees, which was asked for after that other one.
 */
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';
import { write } from '../../../server/database.ts';
import { noteText, socketPath } from './gate.ts';

/** The last write asked for in this process, whoever asked: where the next one will queue. */
const lastAsked = () => Reflect.get(Reflect.get(globalThis, Symbol.for('palmares.store')), 'tail');

async function hold(socket: Socket): Promise<void> {
  const holding = write(async () => {
    socket.write('held\n');
    await once(socket, 'data');
  });
  holding.catch((error: Error) => socket.destroy(error));
  const held = lastAsked();
  while (lastAsked() === held) await pause(5);
  const after = write((tx) => tx.colleagueNote.count({ where: { text: noteText } }));
  socket.write('queued\n');
  await holding;
  socket.end(`${await after}\n`);
}

async function open(): Promise<void> {
  await rm(socketPath, { force: true });
  const server = createServer((socket) => {
    hold(socket).catch((error: Error) => socket.destroy(error));
  });
  server.unref();
  server.listen(socketPath);
}

// Threads of the process load this too, and have no part in the gate.
if (isMainThread) await open();
