/**
 * What must hold before the site starts, each refusal one French sentence with its remedy.
 *
 * Promise: nothing is left half made when a check refuses.
 */
import { access, constants, mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { takeLock } from '../lock.ts';
import { otherAccount, startCommand, stopping } from './account.ts';

/** The site cannot start; the message is a sentence in French with the remedy. */
export class StartError extends Error {}

/** Refuses to make anything in the data folder of another account. @throws {StartError} */
export function refuseOtherAccount(dataDir: string): void {
  const sentence = otherAccount(dataDir);
  if (sentence !== undefined) throw new StartError(sentence);
}

/** Takes the data folder for this process, whose account it must be of. @returns the way to give it back. @throws {StartError} */
export async function takeDataFolder(dataDir: string): Promise<() => Promise<void>> {
  refuseOtherAccount(dataDir);
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
    const lock = await takeLock(dataDir);
    if (lock.ok) return lock.release;
    throw new StartError(
      `Un autre processus (n° ${lock.pid}, machine ${lock.host}) sert déjà le dossier de données ${dataDir}. Arrêtez-le${stopping()}, ou choisissez un autre dossier avec DATA_DIR.`,
    );
  } catch (error) {
    if (error instanceof StartError) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StartError(
      `Le dossier de données ${dataDir} ne peut pas être écrit (${reason}). Corrigez ses droits, ou choisissez-en un autre avec DATA_DIR.`,
    );
  }
}

/**
 * Takes the data folder, does `work` with it, which is handed the way to give it back, and gives it back when that fails:
 * from the first look at the store until the site has stopped, nobody else starts there, nor restores.
 * @throws {StartError} and whatever `work` throws
 */
export async function holding(dataDir: string, work: (held: () => Promise<void>) => Promise<void>): Promise<void> {
  const held = await takeDataFolder(dataDir);
  try {
    await work(held);
  } catch (error) {
    await held();
    throw error;
  }
}

/** Where one cannot listen, and the setting that chose the port. */
type Place = { host: string; port: number; setting?: 'METRICS_PORT' };

const remedies: Record<string, (place: Place) => string> = {
  EADDRINUSE: ({ port, setting = 'PORT' }) =>
    `Le port ${port} est déjà pris. Arrêtez le programme qui l’occupe, ou choisissez-en un autre : ${setting}=${port + 1} npm start.`,
  EACCES: ({ port, setting = 'PORT' }) =>
    `Le port ${port} est réservé au système. Choisissez-en un au-dessus de 1023 : ${setting}=${port + 3000} npm start.`,
  EADDRNOTAVAIL: ({ host }) => `L’adresse ${host} n’est pas de cette machine. Corrigez HOST : localhost ou 0.0.0.0.`,
  ENOTFOUND: ({ host }) => `Le nom ${host} est inconnu. Corrigez HOST : localhost ou 0.0.0.0.`,
};

/** Why the port or the address cannot be had, as a sentence with the remedy. */
export function cannotListen(error: NodeJS.ErrnoException, place: Place): StartError {
  const { host, port, setting = 'PORT' } = place;
  const otherwise = `Impossible d’écouter sur ${host}:${port} (${error.message}). Corrigez HOST ou ${setting}.`;
  return new StartError(remedies[error.code ?? '']?.(place) ?? otherwise);
}

/** Makes sure the port can be had, before anything long begins. @throws {StartError} */
export async function checkPort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(cannotListen(error, { host, port })));
    probe.listen(port, host, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** The BUILD_ID of the application's build. @throws {StartError} when it was not built */
export async function readCodeBuild(projectDir: string): Promise<string> {
  try {
    return (await readFile(path.join(projectDir, '.next', 'BUILD_ID'), 'utf8')).trim();
  } catch {
    throw new StartError(
      `L’application n’est pas construite (.next/BUILD_ID manque). Lancez npm start -- --prepare, puis ${startCommand()}.`,
    );
  }
}
