/** `npm run backup`: one file from which the whole site can be made again. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { env } from '../server/env.ts';
import { refuseOtherAccount } from '../server/start/checks.ts';
import { type Backup, makeBackup, verifyBackup } from '../server/upkeep/backup.ts';
import { listBackups, pruneBackups } from '../server/upkeep/shelf.ts';
import { moment, weight } from '../server/upkeep/words.ts';
import { command, Refusal, step } from './progress.ts';

const help = `
npm run backup — fait une sauvegarde, que le site tourne ou non, et la relit.

  npm run backup                           dans BACKUP_DIR (par défaut DATA_DIR/backups)
  npm run backup -- --to DOSSIER           ailleurs
  npm run backup -- --verify FICHIER       vérifie une sauvegarde, sans rien changer
  npm run backup -- --list                 dit quelles sauvegardes sont là
  npm run backup -- --prune AAAA-MM-JJ     en fait une, puis supprime celles d’avant ce jour (heure universelle), par
                                           exemple après un effacement ; les copies gardées ailleurs sont à supprimer à la main

Le fichier (tar.gz) contient la base, les versions gardées et ce qui ne peut pas être refait. Il ne contient pas la clé
secrète (SECRET_KEY, ou DATA_DIR/secret.key) : gardez-en une copie à part.
Sortie 0 quand c’est fait, 1 avec une phrase sinon.`;

function told({ file, size, record }: Backup): string {
  const rows = Object.values(record.rows).reduce((sum, count) => sum + count, 0);
  return [
    `${file} (${weight(size)})`,
    `  faite le ${moment(new Date(record.madeAt))}, publication ${record.publication}, ${rows} lignes dans ${Object.keys(record.rows).length} tables, ${record.files.length} fichiers`,
  ].join('\n');
}

async function list(folder: string): Promise<void> {
  const all = await listBackups(folder);
  if (all.length === 0) console.log(`Aucune sauvegarde dans ${folder}.`);
  for (const { file, madeAt, size, automatic, misdated } of all) {
    const how = `${automatic ? 'automatique' : 'à la main'}${misdated ? ', date à venir : l’horloge avançait' : ''}`;
    console.log(`${moment(madeAt)}  ${weight(size)}  ${how}  ${file}`);
  }
}

/** The start of that day, universal time. @throws {Refusal} when there is no such day */
function startOf(day: string): Date {
  const start = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(start.getTime()) || start.toISOString().slice(0, 10) !== day)
    throw new Refusal(`--prune attend un jour, par exemple 2026-11-23 (reçu : « ${day} »).`);
  return start;
}

/** Each backup holds the data folder: one kept there would be kept again in every later one. */
function refuseInside(folder: string, dataDir: string): void {
  const within = path.relative(dataDir, folder);
  if (within.startsWith('..') || path.isAbsolute(within)) return;
  throw new Refusal(
    `--to attend un dossier hors de ${dataDir}, que chaque sauvegarde contient (reçu : « ${folder} »).`,
  );
}

async function prune(folder: string, madeBefore: Date): Promise<void> {
  await step('Anciennes sauvegardes', async () => {
    const gone = await pruneBackups(folder, { madeBefore });
    return gone.length === 0 ? 'aucune à supprimer' : `${gone.length} supprimée(s)`;
  });
}

await command(help, async () => {
  const text = { type: 'string' } as const;
  const options = { to: text, verify: text, prune: text, list: { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  const { dataDir, backups } = env();
  if (values.verify !== undefined) {
    const backup = await verifyBackup(path.resolve(values.verify));
    console.log(`✓ Cette sauvegarde est entière : ${told(backup)}`);
  } else if (values.list) await list(backups.folder);
  else {
    refuseOtherAccount(dataDir);
    const folder = values.to === undefined ? backups.folder : path.resolve(values.to);
    if (path.relative(backups.folder, folder) !== '') refuseInside(folder, dataDir);
    const madeBefore = values.prune === undefined ? undefined : startOf(values.prune);
    console.log(`✓ Sauvegarde faite et relue : ${told(await makeBackup({ dataDir, folder }))}`);
    console.log(
      '  La clé secrète n’y est pas : gardez-en une copie ailleurs. Gardez aussi ce fichier sur une autre machine.',
    );
    if (madeBefore) await prune(folder, madeBefore);
  }
});
