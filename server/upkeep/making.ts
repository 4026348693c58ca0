/** The process that makes an automatic backup: started by schedule.ts. Exits 1 with a sentence when it cannot. */
import { env } from '../env.ts';
import { makeBackup } from './backup.ts';

// Only when it is what the process runs: whoever reads every module of the server (bin/setup.ts) wants no backup.
if (import.meta.main) {
  try {
    const { dataDir, backups } = env();
    await makeBackup({ dataDir, folder: backups.folder }, true);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
