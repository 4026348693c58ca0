import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { takeTypesOff } from '../../../bin/setup.ts';
import { longTest as test } from '../../effort.ts';

test('a build, which reads every module of the server, leaves the data folder as it was', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-untouched-'));
  const before = process.env.DATA_DIR;
  process.env.DATA_DIR = folder;
  try {
    await takeTypesOff();
    expect(await readdir(folder)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.DATA_DIR;
    else process.env.DATA_DIR = before;
    await rm(folder, { recursive: true });
  }
});
