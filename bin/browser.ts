/**
 * A browser for the tests: Playwright's own, else a Chromium or Chrome of the system, else installed.
 *
 * Promise: `findBrowser` returns the path of an executable that exists, or refuses with what to install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { canInstall, installPackages } from './packages.ts';
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

/** @throws {Refusal} when there is none and none can be installed. */
export function findBrowser(): string {
  const found = present();
  if (found) return found;
  if (canInstall()) {
    console.log('• Aucun navigateur trouvé : installation du paquet Debian « chromium » …');
    installPackages(['chromium']);
  } else {
    console.log('• Aucun navigateur trouvé : installation de celui de Playwright …');
    const install = ['node_modules/@playwright/test/cli.js', 'install', 'chromium'];
    spawnSync(process.execPath, install, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const installed = present();
  if (installed) return installed;
  throw new Refusal('Aucun navigateur pour les tests : installez Chromium ou Chrome, puis relancez `npm test`.');
}
