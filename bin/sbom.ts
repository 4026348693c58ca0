/**
 * `npm run sbom`: the bill of materials, every package that package-lock.json names, as CycloneDX JSON.
 *
 * Promise: the file is written whole or not at all. npm itself makes it (`npm sbom`): it is there wherever the project is
 * installed, is kept with npm, and adds no package to the list it makes.
 */
import { spawn } from 'node:child_process';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { command, Refusal, step } from './progress.ts';

const help = `
npm run sbom [-- FICHIER] — écrit la nomenclature logicielle (SBOM) du projet, en CycloneDX 1.5 : chaque paquet du fichier
package-lock.json, sa version, sa licence et son empreinte. FICHIER : sbom.cdx.json par défaut. Sortie 0, ou 1 si npm échoue.`;

const root = path.join(import.meta.dirname, '..');

const bill = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.looseObject({ name: z.string(), version: z.string() })).min(1),
});

/** What npm prints. @throws {Refusal} when it fails */
function printed(): Promise<string> {
  const args = [
    'sbom',
    '--package-lock-only',
    '--sbom-format=cyclonedx',
    '--sbom-type=application',
    '--loglevel=error',
  ];
  const npm = spawn('npm', args, {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  npm.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    const refused = () =>
      reject(new Refusal('npm n’a pas pu dresser la liste : il faut npm 10 ou plus récent (npm --version).'));
    npm.on('error', refused);
    npm.on('close', (code) => (code === 0 ? resolve(Buffer.concat(chunks).toString('utf8')) : refused()));
  });
}

await command(help, async () => {
  const [given, ...more] = process.argv.slice(2);
  if (more.length > 0 || given?.startsWith('-'))
    throw new Refusal('Un seul argument est attendu\u00a0: le fichier à écrire.');
  const file = path.resolve(given ?? path.join(root, 'sbom.cdx.json'));
  await step('Nomenclature', async () => {
    const made = bill.parse(JSON.parse(await printed()));
    made.metadata.component.name = 'palmares'; // npm gives it the name of the folder.
    await writeFile(`${file}.part`, `${JSON.stringify(made, null, 2)}\n`);
    await rename(`${file}.part`, file);
    return `${made.components.length} paquets, dans ${file}`;
  });
});
