/**
 * Stands for systemd in a test: holds the port it was given open (descriptor 3) and runs `npm start` behind it as
 * deploy/palmares.service does; SIGHUP restarts it as `systemctl restart` does: told to stop, waited for, started again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');

function start(): ChildProcess {
  // LISTEN_PID names the very process that is given the port: the shell says its own number, then becomes it.
  const words = ['-c', 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" bin/launch.mjs start', process.execPath];
  return spawn('/bin/sh', words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 3] });
}

let service = start();

function ended(): Promise<unknown> {
  const gone = new Promise((resolve) => service.once('exit', resolve));
  service.kill('SIGTERM');
  return gone;
}

process.on('SIGHUP', async () => {
  await ended();
  service = start();
});
process.on('SIGTERM', async () => {
  await ended();
  process.exit(0);
});
setInterval(() => undefined, 60_000);
