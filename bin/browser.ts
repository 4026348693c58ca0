/**
 * A browser for the tests: Playwright's own, else a Chromium or Chrome of the system, else installed.
 *
 * Promise: `findBrowser` returns the path of an executable that exists, or refuses with what to install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { Refusal } from './progress.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onSystem(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const candidates = [...folders.flatMap((folder) => names.map((name) => path.join(folder, name))), mac];
  return candidates.find((one) => existsSync(one));
}

function present(): string | undefined {
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : onSystem();
}

function runs(program: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

/** @throws {Refusal} when there is none and none can be installed. */
export function findBrowser(): string {
  const found = present();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('• Aucun navigateur trouvé : installation du paquet Debian « chromium » …');
    runs('apt-get', ['update', '-qq']) && runs('apt-get', ['install', '-y', '-qq', 'chromium']);
  } else {
    console.log('• Aucun navigateur trouvé : installation de celui de Playwright …');
    runs(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  }
  const installed = present();
  if (installed) return installed;
  throw new Refusal('Aucun navigateur pour les tests : installez Chromium ou Chrome, puis relancez `npm test`.');
}
