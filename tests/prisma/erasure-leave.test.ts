import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, connect, rows } from '../../prisma/engine.ts';
import { deploy } from '../../prisma/migrate.ts';

let folder: string;
let store: Connection;

const history = `
INSERT INTO "Entry" (id, kind, slug, createdAt) VALUES ('e', 'laureate', 'e', 0);
INSERT INTO "Revision" (id, entryId, number, content, note, authorId, createdAt)
  VALUES ('r1', 'e', 1, '{"a":"Jeanne"}', 'Jeanne', 'amel', 0), ('r2', 'e', 2, '{"a":"Jeanne"}', NULL, 'amel', 0);
INSERT INTO "Publication" (number, at, actorId) VALUES (1, 0, 'amel');
INSERT INTO "Version" (id, entryId, number, revisionId, publicationNumber, slug, note, minor)
  VALUES ('v1', 'e', 1, 'r1', 1, 'e', 'Jeanne', 0);
INSERT INTO "JournalLine" (id, at, actorId, verb, entryId, before, after, requestId)
  VALUES ('j1', 0, 'amel', 'publish', 'e', '', '{"note":"Jeanne"}', 'q');
INSERT INTO "Erasure" (id, at, actorId, reason, count) VALUES ('x', 0, 'aminata', 'À sa demande.', 3);
`;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'palmares-leave-'));
  const file = path.join(folder, 'palmares.db');
  await deploy(file);
  store = await connect(file);
  await store.executeScript(`PRAGMA foreign_keys = ON; ${history}`);
});
afterEach(async () => {
  await store.dispose();
  await rm(folder, { recursive: true });
});

/** Runs the statements as one transaction; refused, nothing of it stays. */
async function together(...statements: string[]): Promise<void> {
  await store.executeScript('BEGIN IMMEDIATE');
  try {
    for (const one of statements) await store.executeScript(one);
    await store.executeScript('COMMIT');
  } catch (error) {
    await store.executeScript('ROLLBACK');
    // The driver’s error says in its parts what the database said.
    throw new Error(JSON.stringify(error));
  }
}

const leave = (table: string, rowId: string, id = `leave-${rowId}`, open = "'open'") =>
  `INSERT INTO "ErasedRow" (id, erasureId, tableName, rowId, fields, open)
   VALUES ('${id}', 'x', '${table}', '${rowId}', '["a"]', ${open})`;
const redact = `UPDATE "Revision" SET content = '{"a":"[effacé]"}' WHERE id = 'r1'`;
const contents = async () => (await rows(store, 'SELECT content FROM "Revision" ORDER BY number')).flat();
const untouched = ['{"a":"Jeanne"}', '{"a":"Jeanne"}'];

describe('a revision, a version’s note and a line of the journal', () => {
  it('change by leave, in the transaction that asks for it, and the leave is closed', async () => {
    await together(
      ...[leave('Revision', 'r1'), redact, leave('Version', 'v1'), leave('JournalLine', 'j1')],
      `UPDATE "Version" SET note = '[effacé]'`,
      `UPDATE "JournalLine" SET after = '{"note":"[effacé]"}'`,
    );
    expect(await contents()).toEqual(['{"a":"[effacé]"}', '{"a":"Jeanne"}']);
    expect(await rows(store, 'SELECT DISTINCT open FROM "ErasedRow"')).toEqual([[null]]);
  });

  it('change once for each leave', async () => {
    await expect(together(leave('Revision', 'r1'), redact, redact)).rejects.toThrow('append-only');
    await together(leave('Revision', 'r1'), redact);
    await expect(together(redact)).rejects.toThrow('append-only');
    await expect(together(leave('Revision', 'r1', 'other'), redact)).rejects.toThrow('append-only');
    expect(await contents()).toEqual(['{"a":"[effacé]"}', '{"a":"Jeanne"}']);
  });

  it('do not change by the leave of another row or table, nor in another transaction', async () => {
    await expect(together(leave('Revision', 'r2'), redact)).rejects.toThrow('append-only');
    await expect(together(leave('Version', 'r1'), redact)).rejects.toThrow('append-only');
    await expect(together(leave('Revision', 'r1'), `UPDATE "Revision" SET content = '{}'`)).rejects.toThrow(
      'append-only',
    );
    // An open leave cannot be committed: nobody could use it later.
    await expect(together(leave('Revision', 'r1'))).rejects.toThrow(/FOREIGN KEY/i);
    await expect(together(redact)).rejects.toThrow('append-only');
    expect(await contents()).toEqual(untouched);
    expect(await rows(store, 'SELECT count(*) FROM "ErasedRow"')).toEqual([[0]]);
  });

  const changed = {
    Revision: ["id = 'r9'", "entryId = 'f'", 'number = 9', "authorId = 'bruno'", 'createdAt = 9'],
    Version: [
      "id = 'v9'",
      "entryId = 'f'",
      'number = 9',
      "revisionId = 'r2'",
      'publicationNumber = 9',
      "slug = 'f'",
      'minor = 1',
    ],
    JournalLine: ["id = 'j9'", 'at = 9', "actorId = 'b'", "verb = 'bin'", "entryId = 'f'", "requestId = 'p'"],
  };
  const first = { Revision: 'r1', Version: 'v1', JournalLine: 'j1' };
  for (const [table, assignments] of Object.entries(changed) as [keyof typeof changed, string[]][]) {
    it(`${table}: what is not words never changes, even by leave; nothing is deleted or replaced`, async () => {
      const id = first[table];
      const before = await rows(store, `SELECT * FROM "${table}"`);
      const attempts = [
        ...assignments.map((one) => `UPDATE "${table}" SET ${one} WHERE id = '${id}'`),
        ...assignments.map((one) => `UPDATE OR REPLACE "${table}" SET ${one} WHERE id = '${id}'`),
        `DELETE FROM "${table}"`,
        `INSERT OR REPLACE INTO "${table}" SELECT * FROM "${table}" WHERE id = '${id}'`,
        `REPLACE INTO "${table}" SELECT * FROM "${table}"`,
        `INSERT INTO "${table}" SELECT * FROM "${table}" WHERE id = '${id}' ON CONFLICT DO UPDATE SET id = id`,
      ];
      for (const attempt of attempts) {
        await expect(together(attempt), attempt).rejects.toThrow('append-only');
        await expect(together(leave(table, id), attempt), attempt).rejects.toThrow('append-only');
      }
      expect(await rows(store, `SELECT * FROM "${table}"`)).toEqual(before);
    });
  }
});

describe('what an erasure leaves', () => {
  it('begins with an open leave of its own that nothing can satisfy', async () => {
    await expect(together(leave('Revision', 'r1', 'closed', 'NULL'))).rejects.toThrow('append-only');
    await expect(together(leave('Revision', 'r1', 'open'), redact)).rejects.toThrow('append-only');
    await expect(together(leave('Revision', 'r1', 'self', "'self'"))).rejects.toThrow('append-only');
    await expect(together(leave('Revision', 'r1'), redact, leave('Revision', 'r1', 'again'))).rejects.toThrow(
      'append-only',
    );
  });

  it('stays as it is, but for the reason and the day it was finished', async () => {
    await together(leave('Revision', 'r1'), redact, `INSERT INTO "ErasedVersion" VALUES ('x', 'v1')`);
    const refused = [
      `UPDATE "ErasedRow" SET fields = '[]'`,
      `UPDATE "ErasedRow" SET open = 'open'`,
      `DELETE FROM "ErasedRow"`,
      `UPDATE "ErasedVersion" SET versionId = 'v1'`,
      `DELETE FROM "ErasedVersion"`,
      `UPDATE "Erasure" SET at = 9`,
      `UPDATE "Erasure" SET actorId = 'b'`,
      `DELETE FROM "Erasure"`,
    ];
    for (const one of refused) await expect(together(one), one).rejects.toThrow('append-only');
    await together(`UPDATE "Erasure" SET reason = 'Autre.', finishedAt = 9`);
  });
});
