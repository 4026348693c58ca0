import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { longTest } from '../effort.ts';
import { heldBy, openFilesOf, residentOf } from './gauges.ts';
import { start } from './house.ts';
import { NotHere } from './trial.ts';

/** The process of a program that has ended. */
async function ended(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test.runIf(existsSync('/proc'))('a process that is gone is a fault, and no machine that cannot tell', async () => {
  const pid = await ended();
  for (const gauge of [residentOf, openFilesOf]) {
    const error = await gauge(pid).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(NotHere);
  }
  expect(await residentOf(process.pid)).toBeGreaterThan(1e6);
});

longTest('a server that had ended by itself cannot be stopped: whatever trial it served has failed', async () => {
  const house = start('server/main.ts', { PORT: 'x' });
  await once(house.child, 'exit');
  await expect(house.stop()).rejects.toThrow('ended by itself');
  await expect(house.kill()).rejects.toThrow('ended by itself');
});

test.runIf(existsSync('/proc'))(
  'a connection is held until the server closes it, whatever its client reads',
  async () => {
    const server = createServer({ allowHalfOpen: false });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connected = async (localAddress: string) => {
      const client = connect({ port, host: '127.0.0.1', localAddress }).pause();
      const [socket] = await once(server, 'connection');
      return { client, socket };
    };
    const { client, socket } = await connected('127.0.0.2');
    const own = client.localPort ?? 0;
    const other = await connected('127.0.0.1');
    expect(await heldBy(port, '127.0.0.2')).toEqual(new Set([own]));
    socket.destroy();
    await once(socket, 'close');
    expect(await heldBy(port, '127.0.0.2')).toEqual(new Set());
    client.destroy();
    other.client.destroy();
    server.close();
  },
);
