/** How commands tell what they do: one line for each step, with its time. */

import { saysHeld } from '../server/store-error.ts';

/** A failure whose message is a whole sentence for the person at the console; shown without a stack. */
export class Refusal extends Error {}

let print: (line: string) => void = console.log;

/** From now on, steps are told there. */
export function tellTo(other: (line: string) => void): void {
  print = other;
}

/** Runs a step and prints its name, what it answers and its time in seconds. A step that answers null had nothing to do. */
export async function step(name: string, work: () => Promise<string | null>): Promise<void> {
  const started = performance.now();
  const outcome = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1).replace('.', ',');
  print(`✓ ${name} : ${outcome ?? 'à jour'} (${seconds} s)`);
}

/**
 * The exit code of a start that would be refused again as it is (EX_CONFIG of sysexits.h): deploy/palmares.service does not
 * try anew then.
 */
export const refusedStart = 78;

/**
 * Runs a command to its end: prints a sentence and exits 1 when it is refused; prints help and exits 0 on `--help`.
 * Errors that carry a sentence of their own (`sentences`) are refusals too.
 * @param refused the exit code of a refusal that only a person can lift
 */
export async function command(help: string, main: () => Promise<void>, refused = 1): Promise<void> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    console.log(help.trim());
    return;
  }
  try {
    await main();
  } catch (error) {
    console.error(`\n✗ ${sentence(error)}`);
    process.exit(needsAPerson(error) ? refused : 1);
  }
}

const sentences = new Set([
  'Refusal',
  'InvalidEnvironment',
  'StoreError',
  'StartError',
  'MigrationError',
  'BackupError',
]);

/** What a command was given and does not know, or what the system refuses it, as a sentence; nothing for other faults. */
function known({ message, code = '', path }: NodeJS.ErrnoException): string | undefined {
  if (code.startsWith('ERR_PARSE_ARGS')) {
    return `Argument non compris\u00a0: ${/'[^']*'/.exec(message)?.[0] ?? message}. La même commande avec --help dit ce qui est attendu.`;
  }
  const refusals: Record<string, string> = {
    ENOENT: 'n’existe pas, ou son dossier manque',
    EACCES: 'ne vous est pas ouvert\u00a0: vérifiez ses droits',
    EISDIR: 'est un dossier, il faut un fichier',
    ENOTDIR: 'passe par un fichier, il faut un dossier',
    EROFS: 'est sur un disque en lecture seule',
    ENOSPC: 'ne tient pas sur le disque\u00a0: faites de la place',
  };
  return path && refusals[code] ? `${path} ${refusals[code]}.` : undefined;
}

/** A refusal in a sentence, unless another program merely held the database meanwhile. */
function needsAPerson(error: unknown): boolean {
  return error instanceof Error && sentences.has(error.constructor.name) && !saysHeld(error);
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const words = known(error);
  if (words) return words;
  return sentences.has(error.constructor.name) ? error.message : (error.stack ?? error.message);
}
