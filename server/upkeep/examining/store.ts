/** The database: there, of this schema, sound, in the mode that loses nothing; and the key of what is sealed in it. */
import { connect, rows } from '../../../prisma/engine.ts';
import { status } from '../../../prisma/migrate.ts';
import { databaseFile, readyStore } from '../../database.ts';
import { env } from '../../env.ts';
import { checkSecondFactors } from '../../staff/second-factor.ts';
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
      `mode « ${found} » : npm start la remettra en WAL. Si cela ne tient pas, placez DATA_DIR sur un disque local.`,
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

export const storeChecks: Record<string, Look> = {
  'Base de données': schema,
  Intégrité: soundness,
  Journalisation: mode,
  'Clé secrète': secretKey,
};
