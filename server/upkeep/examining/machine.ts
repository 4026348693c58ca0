/** The machine: its Node, its settings, the data folder, the place that is left. */
import { constants } from 'node:fs';
import { access, readFile, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { env } from '../../env.ts';
import { holderOf } from '../../lock.ts';
import { otherAccount, startCommand } from '../../start/account.ts';
import { advice, bad, good, type Look } from '../finding.ts';
import { databaseName } from '../places.ts';
import { weight } from '../words.ts';

/** Bytes below which the site cannot be baked and backed up with an easy mind. */
const LEAST = 500_000_000;

/** The first version of Node 24 without a known fault (tests/dependencies/safe-versions.json, which a test compares). */
export const safeNode = '24.22.1';

const pinned = z.object({ dependencies: z.object({ node: z.string() }) });

/** Whether a version comes before another. Both as `24.22.1`. */
function before(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => text.split('.').map(Number));
  const at = first?.findIndex((part, index) => part !== second?.[index]) ?? -1;
  return at >= 0 && (first?.[at] ?? 0) < (second?.[at] ?? 0);
}

async function nodeVersion() {
  const file = path.join(import.meta.dirname, '..', '..', '..', 'package.json');
  const { node } = pinned.parse(JSON.parse(await readFile(file, 'utf8'))).dependencies;
  const used = process.versions.node;
  if (used.split('.')[0] !== node.split('.')[0] || before(used, node))
    return bad(`${used} au lieu de ${node}. Lancez les commandes par npm (npm start, npm run …).`);
  if (before(used, safeNode))
    return advice(
      `${used} a des failles connues, que ${safeNode} corrige. Installez Node ${safeNode}, ou une version 24 plus récente, sur cette machine : les commandes npm l’emploieront.`,
    );
  return good(used);
}

function siteUrl() {
  const { siteUrl: url, publisher, host } = env();
  const { protocol, hostname } = new URL(url);
  const own = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (own)
    return advice(
      `${url} : les adresses publiées ne valent que sur cette machine. Donnez l’adresse publique dans SITE_URL.`,
    );
  if (protocol === 'http:')
    return bad(
      `${url} n’est pas en https. Corrigez SITE_URL, et placez le site derrière un serveur mandataire qui parle https.`,
    );
  if (!['localhost', '127.0.0.1', '::1'].includes(host))
    return advice(
      `${url}, mais HOST (${host}) ouvre aussi le site sans https. Mettez HOST=localhost derrière le mandataire.`,
    );
  if (publisher.name === '') return advice(`${url}, mais PUBLISHER_NAME est vide : les mentions légales le disent.`);
  return good(url);
}

async function dataFolder() {
  const { dataDir } = env();
  const found = await stat(dataDir).catch(() => undefined);
  if (!found) return bad(`${dataDir} n’existe pas. Vérifiez DATA_DIR, ou lancez ${startCommand()} pour le créer.`);
  const sentence = otherAccount(dataDir);
  if (sentence !== undefined) return bad(sentence);
  const writable = await access(dataDir, constants.W_OK | constants.X_OK).then(
    () => found.isDirectory(),
    () => false,
  );
  if (!writable) return bad(`${dataDir} ne peut pas être écrit. Corrigez ses droits, ou changez DATA_DIR.`);
  return good(dataDir);
}

async function freeSpace() {
  const { dataDir } = env();
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const database = (await stat(path.join(dataDir, databaseName)).catch(() => undefined))?.size ?? 0;
  // A backup holds a copy of the database while it is made, then the archive; a bake holds two sites.
  const wanted = Math.max(LEAST, 4 * database);
  if (free < wanted)
    return bad(
      `${weight(free)} libres dans ${dataDir}, il en faudrait ${weight(wanted)}. Libérez de la place, ou gardez moins de sauvegardes (BACKUP_KEPT).`,
    );
  return good(`${weight(free)} libres`);
}

async function running() {
  const holder = await holderOf(env().dataDir);
  return good(holder ? `le site tourne (processus n° ${holder.pid}, machine ${holder.host})` : 'le site est arrêté');
}

export const machineChecks: Record<string, Look> = {
  'Dossier de données': dataFolder,
  Node: nodeVersion,
  'Adresse publique': async () => siteUrl(),
  'Place libre': freeSpace,
  Processus: running,
};
