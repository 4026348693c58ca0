/**
 * Prisma's schema engine, from its npm package, over the same SQLite driver as the site: no program to download.
 *
 * Promise: `connect` opens one SQLite file, and makes it only when asked to; `withEngine` lends an engine whose every
 * statement goes through one connection, so that the caller may hold a transaction around what the engine does.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/** What went wrong, in one line: the engine adds a trace of its own to its messages. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/\n +0: schema_engine.*/s, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export type Connection = Awaited<ReturnType<PrismaBetterSqlite3['connect']>>;
export type Engine = bindings.SchemaEngine;

/** Opens one connection; with `create`, the file is made when missing. The caller disposes of it. */
export async function connect(file: string, how: { create?: boolean; readonly?: boolean } = {}): Promise<Connection> {
  const { create = false, readonly = false } = how;
  return new PrismaBetterSqlite3({ url: `file:${file}`, readonly, fileMustExist: !create, timeout: 5000 }).connect();
}

/** The rows a statement answers, each a list of values. */
export async function rows(connection: Connection, sql: string): Promise<unknown[][]> {
  return (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows;
}

const datasource = 'datasource db { provider = "sqlite" }';
let loaded: Promise<void> | undefined;

/** Instantiates the engine by hand: importing a .wasm file makes Node print a warning. */
async function load(): Promise<void> {
  const module = '@prisma/schema-engine-wasm/schema_engine_bg';
  const bytes = await readFile(
    createRequire(import.meta.url)
      .resolve(module)
      .replace(/\.js$/, '.wasm'),
  );
  const imports = { './schema_engine_bg.js': bindings } as unknown as WebAssembly.Imports;
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
}

/** Runs `work` with an engine that speaks through `connection`, which stays open afterwards. */
export async function withEngine<T>(connection: Connection, work: (engine: Engine) => Promise<T>): Promise<T> {
  loaded ??= load();
  await loaded;
  const held: Connection = {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => connection.queryRaw(query),
    // The engine would lock every other program out of the file for as long as the connection lives.
    executeRaw: async (query) => (/locking_mode/.test(query.sql) ? 0 : connection.executeRaw(query)),
    executeScript: (script) => connection.executeScript(script),
    startTransaction: () => Promise.reject(new Error('the caller holds the transaction')),
    dispose: async () => undefined,
  };
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'sqlite',
    adapterName: connection.adapterName,
    connect: async () => held,
    connectToShadowDb: () => Promise.reject(new Error('a shadow database is never needed')),
  });
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', datasource]] },
    () => undefined,
    factory,
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}
