/**
 * Prepares a store, then starts the site as `npm start` does, until it is told to stop: the site that is only read,
 * with drafts nobody may see; or, with the word `newsroom`, the one whose staff is at work, with nobody in it yet, and
 * with a writer of its own beside the product’s (newsroom/plain-writer.ts).
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { newsroom, site } from './site.ts';

const atWork = process.argv[2] === 'newsroom';
const { dataDir, port } = atWork ? newsroom : site;
Object.assign(process.env, { DATA_DIR: dataDir, PORT: String(port), HOST: 'localhost', SITE_URL: '' });
process.env.LOG_FORMAT = 'text'; // What stands between the tests is read by people.
process.env.SECURITY_CONTACT = 'securite@exemple.fr';
await rm(dataDir, { recursive: true, force: true });

const { prepareStore } = await import('../../bin/setup.ts');
await prepareStore();
if (!atWork) await writeDrafts();

const beside = atWork ? ['--import', new URL('newsroom/plain-writer.ts', import.meta.url).href] : [];
const start = path.join(site.root, 'bin', 'start.ts');
const child = spawn(process.execPath, [...beside, start], { stdio: 'inherit', cwd: site.root });
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 0));

async function writeDrafts(): Promise<void> {
  const { closeStore, reader } = await import('../../server/database.ts');
  const { written, draftedAgain } = await import('../cast.ts');
  const edition = await reader().edition.findFirstOrThrow();
  const biocycle = await reader().laureate.findFirstOrThrow({ where: { name: 'Biocycle' } });
  const { content } = await reader().revision.findFirstOrThrow({ where: { entryId: biocycle.entryId } });
  const draft = { ...Object(content), tagline: site.canary, summary: `${site.canary} ${edition.year}` };
  await draftedAgain(biocycle.entryId, draft);
  await written('laureate', site.canary, draft);
  await closeStore();
}
