import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect } from 'vitest';
import { takeLock } from '../../server/lock.ts';
import { longTest as test } from '../effort.ts';
import { options, siteForEachTest } from './started-site.ts';

siteForEachTest();

describe('the lock of a data folder', () => {
  const lockFile = () => path.join(options.dataDir, 'palmares.lock');
  beforeEach(() => mkdir(options.dataDir, { recursive: true }));

  test('of a process that was killed is taken over', async () => {
    const code = `const { takeLock } = await import(${JSON.stringify(path.join(import.meta.dirname, '../../server/lock.ts'))}); await takeLock(${JSON.stringify(options.dataDir)}); console.log('held'); setInterval(() => {}, 1000)`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(await takeLock(options.dataDir)).toMatchObject({ ok: false, pid: child.pid });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await takeLock(options.dataDir);
    expect(lock.ok).toBe(true);
    if (lock.ok) await lock.release();
    await expect(readFile(lockFile())).rejects.toThrow();
  });

  test('cut short, or whose process id now belongs to another, or left by another machine long ago, is taken over', async () => {
    const old = new Date(Date.now() - 60_000);
    for (const left of [
      '',
      '{"pid":',
      JSON.stringify({ pid: 1, host: 'ailleurs', started: '5' }),
      JSON.stringify({ pid: process.pid, host: 'ailleurs', started: '' }),
    ]) {
      await writeFile(lockFile(), left);
      await utimes(lockFile(), old, old);
      const lock = await takeLock(options.dataDir);
      expect(lock.ok, left).toBe(true);
      if (lock.ok) await lock.release();
    }
  });

  test('goes to one of twenty that want it at once', async () => {
    await writeFile(lockFile(), '{');
    const locks = await Promise.all(Array.from({ length: 20 }, () => takeLock(options.dataDir)));
    expect(locks.filter((lock) => lock.ok)).toHaveLength(1);
    for (const lock of locks) if (lock.ok) await lock.release();
  });
});
