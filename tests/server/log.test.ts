import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { longTest } from '../effort.ts';

const file = path.join(import.meta.dirname, '../../server/log.ts');

/** Runs these lines with the log of a process of their own. @returns what it printed, by line */
async function printed(format: string, script: string): Promise<string[]> {
  const code = `const { openLog, inRequest } = await import(${JSON.stringify(file)}); const log = openLog(${format}); ${script}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', '--input-type=module', '-e'],
    code,
  ]);
  return stdout.trim().split('\n');
}

const line = "{ requestId: 'r-1', method: 'POST', path: '/connexion', status: 500, ms: 12 }";

longTest('where nobody looks, each event and each request at a door is one JSON object', async () => {
  const said = await printed(
    'undefined',
    `log.print('✓ Le site répond'); log.print('  ✗ /a : faute'); log.request(${line});
     inRequest.run('r-2', () => console.error('⨯', new Error('rompu')));`,
  );
  const [event, fault, request, heard] = said.map((one) => JSON.parse(one));
  expect(event).toMatchObject({ level: 'info', message: 'Le site répond' });
  expect(new Date(event.time).getTime()).toBeGreaterThan(0);
  expect(fault).toMatchObject({ level: 'error', message: '/a : faute' });
  expect(request).toMatchObject({ level: 'error', requestId: 'r-1', path: '/connexion', status: 500, ms: 12 });
  // What a library prints in the course of a request is found by the reference its reader was given.
  expect(heard).toMatchObject({ level: 'error', requestId: 'r-2', message: expect.stringContaining('rompu') });
  expect(Object.keys(event)).not.toContain('hostname');
});

test('for a person, sentences as they are, and of requests those that failed', async () => {
  const quiet = line.replace('500', '404');
  const said = await printed("'text'", `log.print('✓ Le site répond'); log.request(${line}); log.request(${quiet});`);
  expect(said).toEqual(['✓ Le site répond', '✗ POST /connexion : erreur 500 (référence r-1)']);
});
