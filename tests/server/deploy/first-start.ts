/**
 * What a start makes in the data folder, for folders.test.ts, which runs it as the account of the site:
 *   first-start.ts DATA_DIR BACKUPS [BACKUP]    — with BACKUP, restores it before; without, makes one, and prints its name
 */
import path from 'node:path';
import { deploy } from '../../../prisma/migrate.ts';
import { bakeSite } from '../../../server/bakery/oven.ts';
import { refuseEmptied, refuseUnready } from '../../../server/start/store.ts';
import { makeBackup } from '../../../server/upkeep/backup.ts';
import { restoreBackup } from '../../../server/upkeep/restore.ts';
import { answer, fakeSite, page } from '../bakery/fake-site.ts';

const [, , dataDir = '', folder = '', backup] = process.argv;
if (backup) await restoreBackup(backup, { dataDir, folder });
await refuseUnready(dataDir, folder);
if (!backup) refuseEmptied(dataDir);
await deploy(path.join(dataDir, 'palmares.db'));
const site = await fakeSite();
const version = '/laureats/biocycle/versions/1';
for (const one of ['/', version]) site.pages.set(one, answer(page(one)));
const plan = site.plan([
  { kind: 'page', path: '/' },
  { kind: 'page', path: version, once: true, key: 'v1' },
]);
const baked = await bakeSite({ ...site.settings, siteDir: path.join(dataDir, 'site') }, plan);
await site.remove();
if (!baked.ok) throw new Error(baked.message);
if (!backup) console.log((await makeBackup({ dataDir, folder })).file);
