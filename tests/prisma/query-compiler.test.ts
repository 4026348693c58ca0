import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../../bin/progress.ts';
import { unpackCompiler } from '../../bin/query-compiler.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'palmares-compiler-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the compiler becomes a file of WebAssembly, which the client reads instead of a text', async () => {
  const before = `
  getQueryCompilerWasmModule: async () => {
    const { wasm } = await import("@prisma/client/runtime/query_compiler_small_bg.sqlite.wasm-base64.mjs")
    return await decodeBase64AsWasm(wasm)
  },
`;
  await writeFile(path.join(folder, 'class.ts'), before);
  await unpackCompiler(folder);
  expect(WebAssembly.validate(await readFile(path.join(folder, 'query_compiler.wasm')))).toBe(true);
  const after = await readFile(path.join(folder, 'class.ts'), 'utf8');
  expect(after).not.toContain('base64');
  expect(after).toContain("new URL('query_compiler.wasm', import.meta.url)");
});

test('the client of this installation was made so', async () => {
  const client = path.join(import.meta.dirname, '../../prisma/generated/internal/class.ts');
  expect(await readFile(client, 'utf8')).not.toContain('wasm-base64');
});

test('a client generated otherwise is refused, and left as it was', async () => {
  const client = path.join(folder, 'class.ts');
  await writeFile(client, 'getQueryCompilerWasmModule: async () => wasm');
  await expect(unpackCompiler(folder)).rejects.toThrow(Refusal);
  expect(await readFile(client, 'utf8')).toBe('getQueryCompilerWasmModule: async () => wasm');
});
