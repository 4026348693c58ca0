/** `npm run bench`: speed, weight and memory, each with its limit. */
import { mkdir, writeFile } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import path from 'node:path';
import { missed, type PartResult, passes, table } from '../tests/bench/verdict.ts';
import { command, Refusal } from './progress.ts';
import { buildApplication, generateClient, takeTypesOff } from './setup.ts';

const help = `
npm run bench [-- PARTIE …] — mesure le site et compare chaque chiffre à sa limite.

  front        notre façade et nginx, mêmes octets, un cœur chacun (nginx et wrk doivent être installés)
  weight       ce que demande et reçoit une première visite, dans un vrai navigateur
  lighthouse   Lighthouse mobile sur quatre pages (npm le télécharge quand on demande cette partie)
  newsroom     du clic sur « Publier » au texte servi, dix personnes qui enregistrent, temps d’une connexion refusée,
               octets de la page d’édition ; dans un vrai navigateur
  newsroom-500 les deux premiers chiffres avec 500 lauréats inventés de plus, dont les pages sont des copies
  bake         cuissons, mise en ligne d’une fiche modifiée, mémoire, avec dix lauréats
  bake-500     les mêmes avec 500 lauréats inventés de plus, puis avec cinq versions de chacun
  soak         30 minutes à 50 requêtes par seconde, une fiche publiée par minute : pentes de la mémoire et des fichiers ouverts

Sans partie nommée : toutes, en une heure environ. Rien d’autre que la machine elle-même n’est interrogé ; les données
sont dans des dossiers jetables. Les chiffres sont aussi écrits dans test-results/bench/.
Sortie 1 quand une limite est manquée. Une partie qui ne peut pas être mesurée est dite « non mesurée » et ne compte
pas ; avec --strict, elle compte comme manquée.`;

const parts: Record<string, () => Promise<PartResult>> = {
  front: async () => (await import('../tests/bench/front.ts')).measureFront(),
  weight: async () => (await import('../tests/bench/weight.ts')).measureWeight(),
  lighthouse: async () => (await import('../tests/bench/lighthouse.ts')).measureLighthouse(),
  newsroom: async () => (await import('../tests/bench/newsroom.ts')).measureNewsroom(),
  'newsroom-500': async () => (await import('../tests/bench/newsroom.ts')).measureFullNewsroom(),
  bake: async () => (await import('../tests/bench/bake.ts')).measureBake(),
  'bake-500': async () => (await import('../tests/bench/bake.ts')).measureFullBake(),
  soak: async () => (await import('../tests/bench/soak.ts')).measureSoak(),
};

/** Minutes after which the bench gives up, whatever hangs. */
const longest = 90;

function chosen(): [string, () => Promise<PartResult>][] {
  const given = process.argv.slice(2).filter((one) => one !== '--strict');
  const odd = given.find((one) => !(one in parts));
  if (odd !== undefined) throw new Refusal(`Partie inconnue : « ${odd} ». Voyez npm run bench -- --help.`);
  return Object.entries(parts).filter(([name]) => given.length === 0 || given.includes(name));
}

/** Writes all figures, unrounded. @returns the file, relative to the project */
async function keep(results: PartResult[]): Promise<string> {
  const folder = path.join(import.meta.dirname, '..', 'test-results', 'bench');
  const at = new Date().toISOString();
  const file = path.join(folder, `${at.replace(/[:.]/g, '-')}.json`);
  const judged = results.map((result) =>
    'lines' in result ? { ...result, lines: result.lines.map((line) => ({ ...line, passed: passes(line) })) } : result,
  );
  const machine = { system: `${platform()} ${arch()}`, processor: cpus()[0]?.model, cores: availableParallelism() };
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify({ at, node: process.version, machine, parts: judged }, null, 2)}\n`);
  return path.relative(process.cwd(), file);
}

await command(help, async () => {
  const selection = chosen();
  setTimeout(() => {
    console.error(`\n✗ Le banc dure depuis ${longest} minutes : il s’arrête sans conclure.`);
    process.exit(1);
  }, longest * 60_000).unref();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  await generateClient();
  await buildApplication();
  flushCompileCache();
  await takeTypesOff('tests/made-up.ts', 'tests/bench/served.ts');
  const results: PartResult[] = [];
  for (const [name, measure] of selection) {
    console.log(`• ${name} …`);
    const result = await measure();
    results.push(result);
    console.log(table(result).join('\n'));
  }
  console.log(`\nChiffres : ${await keep(results)}`);
  const unmeasured = results.filter((result) => 'unmeasured' in result).length;
  const failures = missed(results).length + (process.argv.includes('--strict') ? unmeasured : 0);
  if (failures > 0) throw new Refusal(`${failures} limite(s) manquée(s).`);
  console.log(
    unmeasured > 0 ? `Limites tenues ; ${unmeasured} partie(s) non mesurée(s).` : 'Toutes les limites sont tenues.',
  );
});
