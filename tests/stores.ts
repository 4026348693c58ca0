/**
 * The stores that the unit tests start from, made once for each run of vitest: one that is migrated and empty, and one
 * that holds what ships in content/, which the first test that asks for it makes (tests/cast.ts). Each test gets a copy of
 * the file, so nobody sees another’s acts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { deploy } from '../prisma/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** SQLite files, closed, that are to be copied and never opened; `seeded` is there once somebody made it. */
    stores: { empty: string; seeded: string };
  }
}

/** Makes the empty one, through the product’s own migrations. @returns how to remove both */
export default async function makeStores({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-stores-'));
  const stores = { empty: path.join(folder, 'empty.db'), seeded: path.join(folder, 'seeded.db') };
  await deploy(stores.empty);
  provide('stores', stores);
  return () => rm(folder, { recursive: true, force: true });
}
