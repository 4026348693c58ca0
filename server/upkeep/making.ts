/** The process that makes an automatic backup: started by schedule.ts. Exits 1 with a sentence when it cannot. */
import { env } from '../env.ts';
import { makeBackup } from './backup.ts';

try {
  const { dataDir, backups } = env();
  await makeBackup({ dataDir, folder: backups.folder }, true);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
