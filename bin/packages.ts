/**
 * Programs of the system that tests use, from Debian’s packages.
 *
 * Promise: nothing is installed where apt or the right to use it is missing; what apt says of a failure is shown.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether packages can be installed: apt is there and we are root. */
export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** @returns whether all of them are installed now */
export function installPackages(names: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  return canInstall() && apt('update') && apt('install', '-y', ...names);
}
