/**
 * Everything that must hold for the site to run and to be found again, looked at one after the other.
 *
 * Promise: changes nothing that is kept, whether the site runs or not; each line is a sentence, with the remedy when something is
 * wrong. A check that fails unexpectedly is a line too.
 */
import { MigrationError } from '../../prisma/engine-error.ts';
import { env, InvalidEnvironment } from '../env.ts';
import { SecretKeyLost } from '../staff/vault.ts';
import { StartError } from '../start/checks.ts';
import { StoreError } from '../store-error.ts';
import { BackupError, reasonOf } from './archive.ts';
import { backupChecks } from './examining/backups.ts';
import { machineChecks } from './examining/machine.ts';
import { siteChecks } from './examining/site.ts';
import { storeChecks } from './examining/store.ts';
import type { Finding, Look } from './finding.ts';

/** Those whose message is a whole sentence with its remedy. */
const telling = [BackupError, InvalidEnvironment, MigrationError, SecretKeyLost, StartError, StoreError];

/** What to say of an error; one that nobody foresaw speaks English, of one file at most. */
function sentenceOf(error: unknown): string {
  if (error instanceof Error && telling.some((kind) => error instanceof kind)) return error.message;
  const place = error instanceof Error && 'path' in error ? ` à cause de ${error.path}` : '';
  return `ne peut pas être examiné${place} (${reasonOf(error)}). Vérifiez que ce fichier ou ce dossier est bien de ce site, que son compte peut le lire et que le disque répond, puis relancez npm run doctor. Si cela reste, remettez une sauvegarde dans un dossier neuf (DATA_DIR), et gardez celui-ci pour qui cherchera la cause.`;
}

async function looked([name, look]: [string, Look]): Promise<Finding> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    return { name, state: 'bad', said: sentenceOf(error) };
  }
}

type Group = { looks: Record<string, Look>; firstNeeded?: 'by the group' | 'by all' };

/** In the order of looking. Where a first line is needed and is wrong, what needs it is left out, not wrong as well. */
const groups: Group[] = [
  { looks: machineChecks, firstNeeded: 'by all' },
  { looks: storeChecks, firstNeeded: 'by the group' },
  { looks: siteChecks },
  { looks: backupChecks },
];

/** Looks at everything that can be looked at. */
export async function examine(): Promise<Finding[]> {
  try {
    env();
  } catch (error) {
    if (error instanceof InvalidEnvironment) return [{ name: 'Réglages', state: 'bad', said: error.message }];
    throw error;
  }
  const findings: Finding[] = [];
  for (const { looks, firstNeeded } of groups) {
    for (const [at, look] of Object.entries(looks).entries()) {
      const finding = await looked(look);
      findings.push(finding);
      if (at > 0 || finding.state !== 'bad' || !firstNeeded) continue;
      if (firstNeeded === 'by all') return findings;
      break;
    }
  }
  return findings;
}
