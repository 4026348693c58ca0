/** The backups: recent, readable, and somewhere else; and what past restorations left. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { env } from '../../env.ts';
import { verifyBackup } from '../backup.ts';
import { isLate } from '../desk.ts';
import { advice, bad, good, type Look } from '../finding.ts';
import { replacedName } from '../places.ts';
import { latest, listBackups } from '../shelf.ts';
import { moment, weight } from '../words.ts';

async function age() {
  const { folder, hours } = env().backups;
  const all = await listBackups(folder);
  const last = latest(all);
  const misdated = all.filter((one) => one.misdated).length;
  const wrongClock = `${misdated} d’une date à venir : l’horloge de la machine avançait, ou retarde. Vérifiez-la (timedatectl) ; ces sauvegardes-là partiront les premières.`;
  if (!last) return bad(`aucune dans ${folder}${misdated > 0 ? `, sauf ${wrongClock}` : '.'} Lancez npm run backup.`);
  const said = `la dernière est du ${moment(last.madeAt)} (${weight(last.size)}), ${all.length} dans ${folder}`;
  if (isLate(last, hours))
    return bad(
      `${said} : elle devrait avoir moins de ${hours} h. Lancez npm run backup, puis voyez pourquoi le site n’en fait plus.`,
    );
  if (hours === 0) return advice(`${said}. Les sauvegardes automatiques sont arrêtées (BACKUP_HOURS=0).`);
  return misdated > 0 ? advice(`${said}, dont ${wrongClock}`) : good(said);
}

async function readable() {
  const [last] = await listBackups(env().backups.folder);
  if (!last) return bad('il n’y en a pas à relire. Lancez npm run backup.');
  const { record } = await verifyBackup(last.file);
  return good(`la dernière se relit en entier (publication ${record.publication}, ${record.files.length} fichiers)`);
}

async function place() {
  const { dataDir, backups } = env();
  const [data, copies] = await Promise.all([stat(dataDir), stat(backups.folder).catch(() => undefined)]);
  if (copies && copies.dev !== data.dev) return good(`sur un autre disque que les données (${backups.folder})`);
  return advice('elles sont sur le même disque que les données. Copiez-les ailleurs, ou changez BACKUP_DIR.');
}

async function replaced() {
  const folder = path.join(env().dataDir, replacedName);
  const left = await readdir(folder).catch(() => []);
  if (left.length === 0) return good('rien ne reste d’une restauration');
  return advice(
    `${folder} garde encore ce que des restaurations ont remplacé (${left.join(', ')}). Supprimez-le quand vous êtes sûr : les mots effacés depuis y sont encore.`,
  );
}

export const backupChecks: Record<string, Look> = {
  'Dernière sauvegarde': age,
  'Relecture de la sauvegarde': readable,
  'Lieu des sauvegardes': place,
  Restaurations: replaced,
};
