/** The database's own command: create NAME, deploy, status. */
import process from 'node:process';
import { createMigration, deploy, status } from '../prisma/migrate.ts';
import { databaseFile } from '../server/database.ts';
import { env } from '../server/env.ts';
import { refuseUnready } from '../server/start/store.ts';

const help = `La base de données de Palmarès

  npm run db deploy         crée la base, ou lui applique les migrations qui lui manquent
  npm run db status         dit si la base est à jour (code de sortie 1 sinon)
  npm run db create NOM     écrit la migration qui mène à prisma/schema.prisma, sans l’appliquer

La base est le fichier palmares.db du dossier DATA_DIR (« data » par défaut).`;

async function run(command: string | undefined, name: string | undefined): Promise<string> {
  if (command === 'deploy') {
    const { dataDir, backups } = env();
    await refuseUnready(dataDir, backups.folder);
    return (await deploy(databaseFile())).sentence;
  }
  if (command === 'create' && name) {
    const creation = await createMigration(name);
    const restored = creation.state === 'created' ? creation.restored : [];
    return restored.length === 0
      ? creation.sentence
      : `${creation.sentence} Déclencheurs repris : ${restored.join(', ')}.`;
  }
  if (command === 'status') {
    const found = await status(databaseFile());
    if (found.state !== 'up-to-date') process.exitCode = 1;
    return found.sentence;
  }
  if (command !== undefined && command !== '--help') process.exitCode = 1;
  return help;
}

const started = performance.now();
try {
  const [command, name] = process.argv.slice(2);
  const sentence = await run(command, name);
  console.log(sentence === help ? help : `${sentence} (${Math.round(performance.now() - started)} ms)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
