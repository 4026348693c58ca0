/** `npm run restore -- FILE`: puts a backup in the place of what the data folder holds. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { command, Refusal } from './progress.ts';
import { generateClient } from './setup.ts';

const help = `
npm run restore -- FICHIER — remet le site dans l’état d’une sauvegarde. Le site doit être arrêté ;
sous systemd : systemctl stop palmares.socket palmares.service (le service seul repartirait à la première visite).

La sauvegarde est d’abord lue et vérifiée en entier ; si elle est d’un schéma plus ancien, ses migrations lui sont
appliquées ; si elle est d’un schéma plus récent, elle est refusée. Ce qui est remplacé est gardé dans
DATA_DIR/replaced. Chacun devra se connecter de nouveau. La clé secrète n’est pas dans la sauvegarde : remettez d’abord
DATA_DIR/secret.key si elle est perdue.
Elle est refusée sous un autre compte que celui qui fait tourner le site. Sortie 0 quand c’est fait, 1 avec une phrase sinon.`;

await command(help, async () => {
  const [file, ...more] = parseArgs({ allowPositionals: true }).positionals;
  if (file === undefined || more.length > 0) throw new Refusal(help.trim());
  await generateClient();
  const { env } = await import('../server/env.ts');
  const { restoreBackup } = await import('../server/upkeep/restore.ts');
  const { startCommand } = await import('../server/start/account.ts');
  const { moment } = await import('../server/upkeep/words.ts');
  const { dataDir, backups } = env();
  const { record, replaced, applied, sessions, erasures, unsure, key } = await restoreBackup(path.resolve(file), {
    dataDir,
    folder: backups.folder,
  });
  console.log(`✓ Restauré : ${dataDir} est dans l’état du ${moment(new Date(record.madeAt))}.`);
  if (applied.length > 0) console.log(`  Migrations appliquées : ${applied.join(', ')}.`);
  if (replaced) console.log(`  Ce qui a été remplacé est gardé dans ${replaced} : supprimez-le quand vous êtes sûr.`);
  console.log(`  Sessions fermées : ${sessions}. Chacun doit se connecter de nouveau.`);
  console.log('  Les codes de secours ne valent plus : chacun en refait dix, à la page « Mon compte ».');
  console.log(
    '  Ce qui a été fait depuis est défait : relisez l’équipe, où un compte fermé depuis est rouvert, et donnez un',
  );
  console.log(
    '  nouveau lien (npm run staff -- reset) à qui avait changé de mot de passe parce qu’un autre le connaissait.',
  );
  for (const { at, reason } of erasures)
    console.log(`! L’effacement du ${moment(at)} est à refaire, ses mots sont de retour. Motif : ${reason}`);
  if (unsure) console.log(`! ${unsure}`);
  if (key) console.log(`! ${key}`);
  console.log(`  Lancez maintenant : ${startCommand()}.`);
});
