/**
 * The test suites, each run by its own tool.
 *
 * Promise: a suite that fails throws `Refusal` after its tool has printed why; one that passes says how many tests ran.
 * A suite that ran no test has failed.
 */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Refusal, step } from './progress.ts';

const root = path.join(import.meta.dirname, '..');
const results = path.join(root, 'test-results');

/** Prisma’s WebAssembly is compiled once and plainly in each worker: a second time for speed took a quarter of the tests’ time. */
const plainly = ['--liftoff-only'];

/** Runs a tool of node_modules, its output shown. @returns whether it exited 0 */
function tool(program: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  const file = path.join(root, 'node_modules', program);
  const options = { cwd: root, stdio: 'inherit' as const, env: { ...process.env, ...env } };
  return new Promise((resolve) => {
    spawn(process.execPath, [...plainly, file, ...args], options).on('exit', (code) => resolve(code === 0));
  });
}

/** @throws {Refusal} at the first fault */
export async function checkTypesAndLint(): Promise<void> {
  await step('Types', async () => {
    if (!(await tool('typescript/bin/tsc', ['--noEmit'])))
      throw new Refusal('Les types ne sont pas justes (voir ci-dessus).');
    return 'justes';
  });
  await step('Style', async () => {
    const passed = await tool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']);
    if (!passed) throw new Refusal('Le style n’est pas respecté : `npx biome check --write .` en corrige une partie.');
    return 'respecté';
  });
}

export type Outcome = { passed: number; summary: string };

const unitReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/**
 * Every test under tests/ but the end-to-end ones. @throws {Refusal}
 * @param effort `quick` leaves out what starts processes or repeats for long (tests/effort.ts)
 */
export async function unitTests(effort: 'whole' | 'quick'): Promise<Outcome> {
  const report = path.join(results, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await rm(report, { force: true });
  const options = ['run', '--config', 'tests/vitest.config.ts', ...reporters];
  const passed = await tool('vitest/vitest.mjs', options, { PALMARES_TESTS: effort });
  const { numPassedTests, numFailedTests } = unitReport.parse(JSON.parse(await readFile(report, 'utf8')));
  return outcome(passed, numPassedTests, numFailedTests);
}

const browserReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** The tests in a real browser, against the real server process. @throws {Refusal} */
export async function endToEndTests(browser: string): Promise<Outcome> {
  const report = path.join(results, 'e2e.json');
  await rm(report, { force: true });
  const env = { PALMARES_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const config = ['test', '--config', 'tests/e2e/playwright.config.ts'];
  const passed = await tool('@playwright/test/cli.js', config, env);
  const { stats } = browserReport.parse(JSON.parse(await readFile(report, 'utf8')));
  return outcome(passed, stats.expected, stats.unexpected + stats.flaky);
}

/** The quick ones of `npm run trials`. One that the machine does not allow counts for nothing. @throws {Refusal} */
export async function quickTrials(): Promise<Outcome> {
  const { trials } = await import('../tests/trials/list.ts');
  const { keep, passed } = await import('../tests/trials/report.ts');
  const { runTrials } = await import('../tests/trials/running.ts');
  const made = await runTrials(
    trials.filter((one) => one.quick > 0),
    (one) => one.quick,
  );
  await keep(made, path.join(results, 'trials'));
  const held = made.filter(passed).length;
  const failed = made.filter((one) => 'outcome' in one && !passed(one)).length;
  return outcome(true, held, failed);
}

function outcome(exitedZero: boolean, passed: number, failed: number): Outcome {
  if (!exitedZero || failed > 0 || passed === 0) {
    console.log(`${passed} passed, ${failed} failed`);
    throw new Refusal('Des tests échouent (voir ci-dessus).');
  }
  return { passed, summary: `${passed} réussis` };
}
