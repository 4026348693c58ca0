/** The data folder of an installation, with an empty store open, and where its backups go: its own for each test. */
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { write } from '../../../server/database.ts';
import { freshStore } from '../../cast.ts';

export let dataDir: string;
export let folder: string;
let close: () => Promise<void>;

/** Called once at the top of a test file. */
export function eachWithADataFolder(): void {
  beforeEach(async () => {
    ({ folder: dataDir, close } = await freshStore());
    folder = path.join(dataDir, 'backups');
  });
  afterEach(() => close());
}

export const at = new Date('2026-11-23T09:00:00Z');
export const add = (id: string) =>
  write((tx) => tx.entry.create({ data: { id, kind: 'laureate', slug: id, createdAt: at } }));
