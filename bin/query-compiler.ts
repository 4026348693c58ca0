/**
 * Prisma's query compiler as a file of bytes beside the generated client.
 *
 * Promise: the client behaves as generated. Generated, it imports its compiler (WebAssembly, 1.7 MB) as a module whose
 * text is those bytes in base64, and the process that serves keeps that text as source, as string, as buffer and in the
 * cache of compiled code: 9 MB that nobody reads again (seen in Prisma 7.10.0, prisma/generated/internal/class.ts).
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from './progress.ts';

const packed =
  /const \{ wasm \} = await import\("(@prisma\/client\/runtime\/[\w.]+\.wasm-base64\.mjs)"\)\s+return await decodeBase64AsWasm\(wasm\)/;

const unpacked = `const { readFile } = await import('node:fs/promises')
    return new WebAssembly.Module(await readFile(new URL('query_compiler.wasm', import.meta.url)))`;

/**
 * Writes the compiler's bytes to `folder` and makes the client read them there.
 * @param folder `internal` of the generated client
 * @throws {Refusal} when the client was not generated as this code knows it
 */
export async function unpackCompiler(folder: string): Promise<void> {
  const client = path.join(folder, 'class.ts');
  const generated = await readFile(client, 'utf8');
  const [, module] = packed.exec(generated) ?? [];
  if (!module) {
    throw new Refusal(
      'Le client de la base n’est plus généré comme bin/query-compiler.ts l’attend : revoyez ce fichier, écrit pour Prisma 7.10.',
    );
  }
  const { wasm }: { wasm: string } = await import(module);
  await writeFile(path.join(folder, 'query_compiler.wasm'), Buffer.from(wasm, 'base64'));
  await writeFile(client, generated.replace(packed, unpacked));
}
