/** How commands tell what they do: one line for each step, with its time. */

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
 * Runs a command to its end: prints a sentence and exits 1 when it is refused; prints help and exits 0 on `--help`.
 * Errors that carry a sentence of their own (`sentences`) are refusals too.
 */
export async function command(help: string, main: () => Promise<void>): Promise<void> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    console.log(help.trim());
    return;
  }
  try {
    await main();
  } catch (error) {
    console.error(`\n✗ ${sentence(error)}`);
    process.exit(1);
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

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return sentences.has(error.constructor.name) ? error.message : (error.stack ?? error.message);
}
