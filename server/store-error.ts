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

export const faultsOfFile = {
  missing: (file: string) =>
    `La base de données ${file} n’existe pas : créez-la avec « npm run db deploy » ou restaurez une sauvegarde.`,
  empty: (file: string) =>
    `Le fichier ${file} est vide : restaurez une sauvegarde, ou effacez-le puis lancez « npm run db deploy ».`,
  foreign: (file: string) =>
    `Le fichier ${file} n’est pas une base de Palmarès : vérifiez DATA_DIR ou restaurez une sauvegarde.`,
  setting: (file: string, found: string) =>
    `SQLite n’accepte pas un réglage nécessaire pour ${file} (${found}) : placez DATA_DIR sur un disque local où l’on peut écrire.`,
  unusable: (file: string, reason: string) =>
    `La base de données ${file} ne s’ouvre pas (${reason}) : vérifiez les droits du dossier ou restaurez une sauvegarde.`,
};

/** @throws {StoreError} when there is no file, or an empty one. */
export function refuseUnusable(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new StoreError(faultsOfFile.missing(file));
  if (found.size === 0) throw new StoreError(faultsOfFile.empty(file));
}

/** The error to show when a connection could not be opened. */
export function unusable(file: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError(faultsOfFile.unusable(file, reason), { cause: error });
}

/** Whether a statement failed only because another program holds the file; Prisma says it in three ways. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /P1008|SQLITE_BUSY|SocketTimeout/.test(`${'code' in error ? error.code : ''} ${error.message}`);
}
