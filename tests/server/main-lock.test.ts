import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
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
    for (let round = 0; round < 100; round += 1) {
      await writeFile(lockFile(), '{');
      const locks = await Promise.all(Array.from({ length: 20 }, () => takeLock(options.dataDir)));
      expect(locks.filter((lock) => lock.ok)).toHaveLength(1);
      for (const lock of locks) if (lock.ok) await lock.release();
    }
    expect((await readdir(options.dataDir)).filter((name) => name.startsWith('palmares.lock'))).toEqual([]);
  });

  test('is not kept from others by one that died while taking it over', async () => {
    const dead = JSON.stringify({ pid: 1, host: hostname(), started: 'never' });
    await writeFile(lockFile(), dead);
    const { ino, mtimeNs } = await stat(lockFile(), { bigint: true });
    await writeFile(`${lockFile()}.after-${ino}-${mtimeNs}`, dead);
    const lock = await takeLock(options.dataDir);
    expect(lock.ok).toBe(true);
    if (lock.ok) await lock.release();
    expect(await readdir(options.dataDir)).toEqual([]);
  });

  test('of one that is being taken over is told to be theirs who take it', async () => {
    await writeFile(lockFile(), '{');
    const { ino, mtimeNs } = await stat(lockFile(), { bigint: true });
    const alive = await takeLock(path.join(options.dataDir, '..'));
    const mine = await readFile(path.join(options.dataDir, '..', 'palmares.lock'), 'utf8');
    if (alive.ok) await alive.release();
    await writeFile(`${lockFile()}.after-${ino}-${mtimeNs}`, mine);
    expect(await takeLock(options.dataDir)).toMatchObject({ ok: false, pid: process.pid });
    expect(await readFile(lockFile(), 'utf8')).toBe('{');
  });
});
