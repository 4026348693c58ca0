/**
 * What is said of a store that cannot be used.
 *
 * Promise: no client of the database is loaded for it, so that the application's bundle may know these errors without
 * holding a client of its own.
 */
import { statSync } from 'node:fs';

/** The store cannot be used; the message is a sentence in French that names the remedy. */
export class StoreError extends Error {
  override name = 'StoreError';

  /** This class is in two module graphs (plain Node's, and the application's bundle): an error of the one is an error of the other. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'StoreError';
  }
}

/** How every sentence begins of a store that another program holds. */
const held = 'Un autre programme tient la base de données';

export const faultsOfFile = {
  missing: (file: string) =>
    `La base de données ${file} n’existe pas : vérifiez DATA_DIR, sinon créez-la avec « npm run db deploy » ou restaurez une sauvegarde.`,
  empty: (file: string) =>
    `Le fichier ${file} est vide : restaurez une sauvegarde, ou effacez-le puis lancez « npm run db deploy ».`,
  foreign: (file: string) =>
    `Le fichier ${file} n’est pas une base de Palmarès : vérifiez DATA_DIR ou restaurez une sauvegarde.`,
  setting: (file: string, found: string) =>
    `SQLite n’accepte pas un réglage nécessaire pour ${file} (${found}) : placez DATA_DIR sur un disque local où l’on peut écrire.`,
  busy: (file: string) =>
    `${held} ${file}, qui n’est pas abîmée pour autant. Attendez qu’il finisse ou arrêtez-le, puis recommencez.`,
  closed: (file: string, reason: string) =>
    `La base de données ${file} ne s’ouvre pas (${reason}) ; rien ne dit qu’elle soit abîmée. Employez le compte qui fait tourner le site, vérifiez les droits de DATA_DIR et son disque, puis recommencez.`,
  damaged: (file: string, reason: string) =>
    `La base de données ${file} est abîmée ou illisible (${reason}). Restaurez une sauvegarde saine : npm run restore -- FICHIER.`,
};

/** How SQLite says that what the file holds is wrong, as Prisma passes it on. Nothing else is damage. */
export const damage = /malformed|not a database|SQLITE_(CORRUPT|NOTADB)/i;

/**
 * Why a database could not be opened or read, with the remedy. Restoring is advised for damage only: an earlier state would
 * take the place of a sound file that was locked, or closed to this account.
 */
export function whyUnreadable(file: string, error: unknown): string {
  if (error instanceof StoreError) return error.message;
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  const said = `${error instanceof Error && 'code' in error ? error.code : ''} ${reason}`;
  if (isBusy(error) || /is locked/.test(said)) return faultsOfFile.busy(file);
  if (/TableDoesNotExist|no such table/.test(said)) return faultsOfFile.foreign(file);
  return (damage.test(said) ? faultsOfFile.damaged : faultsOfFile.closed)(file, reason);
}

function lookAt(file: string) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw unusable(file, error); // In a folder closed to this account it may be there all the same.
  }
}

/** @throws {StoreError} when there is no file, or an empty one. */
export function refuseUnusable(file: string): void {
  const found = lookAt(file);
  if (!found?.isFile()) throw new StoreError(faultsOfFile.missing(file));
  if (found.size === 0) throw new StoreError(faultsOfFile.empty(file));
}

/** The error to show when a connection could not be opened. */
export function unusable(file: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError(whyUnreadable(file, error), { cause: error });
}

/** Whether an error, or its sentence, says that another program holds the file: that may be over in a moment. */
export const saysHeld = (error: Error): boolean => isBusy(error) || error.message.startsWith(held);

/** Whether a statement failed only because another program holds the file; Prisma says it in three ways. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /P1008|SQLITE_BUSY|SocketTimeout/.test(`${'code' in error ? error.code : ''} ${error.message}`);
}
