/**
 * What must hold of the store before the site starts.
 *
 * Promise: nothing is made or changed; each refusal is one French sentence with its remedy. An empty database is never
 * the answer to one that was lost.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { statusAside } from '../../prisma/aside.ts';
import { databaseFile, openStore } from '../database.ts';
import { env } from '../env.ts';
import { checkSecondFactors } from '../staff/second-factor.ts';
import { SecretKeyLost } from '../staff/vault.ts';
import { databaseName, replacedName, unfinishedName } from '../upkeep/places.ts';
import { listBackups } from '../upkeep/shelf.ts';
import { refuseOtherAccount, StartError } from './checks.ts';

/** Whether something is there, and in it when it is a folder: an empty one is made before the first start too (deploy/). */
function isTrace(place: string): boolean {
  const found = statSync(place, { throwIfNoEntry: false });
  return found !== undefined && (!found.isDirectory() || readdirSync(place).length > 0);
}

/** What only a site that has published leaves behind. */
const published = ['site', 'versions'];

/** What only a site that has run leaves behind. */
const ran = [...published, 'secret.key', replacedName, `${databaseName}-wal`];

const restoring =
  'Restaurez une sauvegarde : npm run restore -- FICHIER (« npm run backup -- --list » dit lesquelles sont là).';

/**
 * Refuses a folder of another account, one whose restoration is unfinished, and one that has served but has no database
 * any more.
 * @param backupDir backups there tell of an earlier site too
 * @throws {StartError}
 */
export async function refuseUnready(dataDir: string, backupDir: string): Promise<void> {
  refuseOtherAccount(dataDir);
  if (existsSync(path.join(dataDir, unfinishedName)))
    throw new StartError(
      `Une restauration s’est arrêtée en chemin dans ${dataDir}. Relancez-la : npm run restore -- FICHIER.`,
    );
  if (existsSync(path.join(dataDir, databaseName))) return;
  const traces = ran.filter((name) => isTrace(path.join(dataDir, name)));
  if ((await listBackups(backupDir)).length > 0) traces.push(backupDir);
  if (traces.length === 0) return;
  throw new StartError(
    `La base de données ${path.join(dataDir, databaseName)} manque, alors que ce site a déjà servi (${traces.join(', ')}). ${restoring} Pour un site neuf, choisissez un dossier vide avec DATA_DIR.`,
  );
}

/** Refuses to fill an empty database beside the pages that an earlier one published. @throws {StartError} */
export function refuseEmptied(dataDir: string): void {
  const traces = published.filter((name) => isTrace(path.join(dataDir, name)));
  if (traces.length === 0) return;
  throw new StartError(
    `La base de données de ${dataDir} est vide, alors que ce site a déjà publié (${traces.join(', ')}). ${restoring}`,
  );
}

/**
 * Proves the store of this installation: there, of this schema, in WAL with foreign keys.
 * @throws {StartError | StoreError}
 */
export async function checkStore(): Promise<void> {
  const { dataDir, backups } = env();
  await refuseUnready(dataDir, backups.folder);
  const found = await statusAside(databaseFile());
  if (found.state !== 'up-to-date') throw new StartError(found.sentence);
  await openStore(databaseFile());
}

/** Without its key the newsroom would find out at the next sign-in. @throws {StartError} */
export async function checkSecretKey(): Promise<void> {
  try {
    await checkSecondFactors();
  } catch (error) {
    if (error instanceof SecretKeyLost) throw new StartError(error.message);
    // The store does not answer: what is baked is served all the same, and `startSite` says so.
  }
}
