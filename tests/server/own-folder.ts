/** A path for a database that does not exist yet, in a folder of its own for each test; both go after it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { closeStore } from '../../server/database.ts';

export const at = new Date('2026-11-23T09:00:00Z');
export const entry = (id: string) => ({ id, kind: 'laureate', slug: id, createdAt: at });

export let folder: string;
export let file: string;

/** Called once at the top of a test file. The store that a test opened is closed after it. */
export function eachInItsFolder(): void {
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'palmares-store-'));
    file = path.join(folder, 'palmares.db');
  });

  afterEach(async () => {
    await closeStore();
    await rm(folder, { recursive: true });
  });
}
