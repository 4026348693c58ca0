/**
 * The stores that the unit tests start from, made once for each run of vitest: one that is migrated and empty, one that
 * holds what ships in content/. Each test gets a copy of the file (tests/cast.ts), so nobody sees another’s acts.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { deploy } from '../prisma/migrate.ts';
import { seed } from '../prisma/seed.ts';
import { closeStore, openStore } from '../server/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** SQLite files, closed, that are to be copied and never opened. */
    stores: { empty: string; seeded: string };
  }
}

/** Makes both files before the first test, through the product’s own migrations and seed. @returns how to remove them */
export default async function makeStores({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-stores-'));
  const stores = { empty: path.join(folder, 'empty.db'), seeded: path.join(folder, 'seeded.db') };
  await deploy(stores.empty);
  await copyFile(stores.empty, stores.seeded);
  await openStore(stores.seeded);
  const { problems } = await seed();
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  await closeStore(); // What the log holds goes into the file.
  provide('stores', stores);
  return () => rm(folder, { recursive: true, force: true });
}
