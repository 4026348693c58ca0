/** The database: there, of this schema, sound, in the mode that loses nothing; and the key of what is sealed in it. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { connect, rows } from '../../../prisma/engine.ts';
import { status } from '../../../prisma/migrate.ts';
import { databaseFile, readyStore } from '../../database.ts';
import { env } from '../../env.ts';
import { checkSecondFactors } from '../../staff/second-factor.ts';
import { keyName } from '../../staff/vault.ts';
import { startCommand } from '../../start/account.ts';
import { refuseUnready } from '../../start/store.ts';
import { advice, bad, good, type Look } from '../finding.ts';
import { inspectDatabase } from '../inspection.ts';

async function schema() {
  const { dataDir, backups } = env();
  await refuseUnready(dataDir, backups.folder);
  const { state, sentence } = await status(databaseFile());
  return state === 'up-to-date' ? good(sentence) : bad(sentence);
}

async function soundness() {
  const { rows: counts, publication } = await inspectDatabase(databaseFile());
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return good(`intègre, toutes ses références tiennent (${total} lignes, publication ${publication})`);
}

/** Asked of the file itself: setting the mode is the business of a start. */
async function mode() {
  const connection = await connect(databaseFile(), { readonly: true });
  try {
    const [[found] = []] = await rows(connection, 'PRAGMA journal_mode');
    if (found === 'wal') return good('WAL');
    return advice(
      `mode « ${found} » : ${startCommand()} la remettra en WAL. Si cela ne tient pas, placez DATA_DIR sur un disque local.`,
    );
  } finally {
    await connection.dispose();
  }
}

async function secretKey() {
  await readyStore(databaseFile());
  await checkSecondFactors();
  return good(
    'elle ouvre tous les seconds facteurs. Gardez-en une copie à part : les sauvegardes ne la contiennent pas',
  );
}

/** Drafts, accounts and what seals them: for the account of the site alone. A system without such rights says nothing. */
async function rights() {
  const { dataDir, backups } = env();
  const store = databaseFile();
  const kept = [store, `${store}-wal`, `${store}-shm`, path.join(dataDir, keyName), backups.folder];
  const open: string[] = [];
  for (const one of process.platform === 'win32' ? [] : kept)
    if (((await stat(one).catch(() => undefined))?.mode ?? 0) & 0o077) open.push(one);
  if (open.length === 0) return good('ce qui est secret n’est lisible que par le compte du site');
  return bad(`d’autres comptes de la machine peuvent lire ${open.join(', ')}. Lancez chmod go= ${open.join(' ')}`);
}

export const storeChecks: Record<string, Look> = {
  'Base de données': schema,
  Intégrité: soundness,
  Journalisation: mode,
  'Clé secrète': secretKey,
  'Droits des fichiers': rights,
};
