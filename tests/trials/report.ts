/** What the trials found: a line for each, and a JSON file with a readable report beside it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import path from 'node:path';
import { waiting } from './list.ts';
import type { Result } from './trial.ts';

const duration = (seconds: number) => `${seconds.toFixed(1).replace('.', ',')} s`;

/** Whether it was made and nothing failed. */
export const passed = (result: Result) => 'outcome' in result && result.outcome.failures.length === 0;

/** A result in one line: mark, name, times, failures, worst case, time. */
export function lineOf(result: Result): string {
  if ('unmeasured' in result) return `– ${result.name.padEnd(10)} non faite : ${result.unmeasured}`;
  const { times, failures, worst } = result.outcome;
  const said = `${times.toLocaleString('fr-FR')} fois, ${failures.length} échec(s)${worst ? `, pire cas : ${worst}` : ''}`;
  return `${passed(result) ? '✓' : '✗'} ${result.name.padEnd(10)} ${said} (${duration(result.seconds)})`;
}

function section(result: Result): string {
  const head = `## ${result.name} · ${result.title}\n\nTient quand : ${result.passes}.\n`;
  if ('unmeasured' in result) return `${head}\nNon faite sur cette machine : ${result.unmeasured}\n`;
  const { times, failures, worst } = result.outcome;
  const told = `${times.toLocaleString('fr-FR')} fois en ${duration(result.seconds)}. ${worst ? `Pire cas : ${worst}. ` : ''}`;
  if (failures.length === 0) return `${head}\n**Tient.** ${told}\n`;
  const shown = failures.slice(0, 20).map((one) => `* ${one.replaceAll('\n', '\n  ')}`);
  return `${head}\n**Ne tient pas** : ${failures.length} échec(s). ${told}\n\n${shown.join('\n')}\n`;
}

/** Writes both files. @returns the readable one */
export async function keep(results: Result[], folder: string): Promise<string> {
  const at = new Date().toISOString();
  const name = path.join(folder, at.replace(/[:.]/g, '-'));
  const machine = {
    system: `${platform()} ${arch()}`,
    processor: cpus()[0]?.model ?? '',
    cores: availableParallelism(),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(
    `${name}.json`,
    `${JSON.stringify({ at, node: process.version, machine, results, waiting }, null, 2)}\n`,
  );
  const head = `# Épreuves du ${at}\n\nNode ${process.version}, ${machine.processor}, ${machine.cores} cœurs.\n`;
  const later = waiting.map((one) => `* ${one.title} : attend ${one.waits}.`).join('\n');
  await writeFile(`${name}.md`, `${head}\n${results.map(section).join('\n')}\n## Pas encore\n\n${later}\n`);
  return `${name}.md`;
}
