/** The baked site: built, baked, and of the last publication. */
import path from 'node:path';
import { currentBuild } from '../../bakery/swap.ts';
import { databaseFile, readyStore } from '../../database.ts';
import { env } from '../../env.ts';
import { lastPublication } from '../../published/addresses.ts';
import { startCommand } from '../../start/account.ts';
import { readCodeBuild } from '../../start/checks.ts';
import { bad, good, type Look } from '../finding.ts';

async function application() {
  return good(`construite (${await readCodeBuild(path.join(import.meta.dirname, '..', '..', '..'))})`);
}

async function baked() {
  const build = await currentBuild(path.join(env().dataDir, 'site'));
  if (!build) return bad(`aucun site n’est cuit. Lancez ${startCommand()}.`);
  await readyStore(databaseFile());
  const { number } = await lastPublication();
  const { publicationNumber, bakedAt } = build.manifest;
  if (publicationNumber === number) return good(`publication ${number}, cuite le ${bakedAt}`);
  return bad(
    `le site cuit ne montre pas la publication ${number} de la base. Lancez ${startCommand()}, ou voyez sur le bureau de la rédaction ce que la cuisson a refusé.`,
  );
}

export const siteChecks: Record<string, Look> = { Application: application, 'Site cuit': baked };
