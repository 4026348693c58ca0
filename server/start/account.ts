/**
 * The account of the site, and how the people who run it start and stop it.
 *
 * Promise: pure but for what it reads of the system; each answer is part of a French sentence or the whole of one.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const launcher = path.join(import.meta.dirname, '..', '..', 'bin', 'launch.mjs');

/** Whether deploy/palmares.service is installed on this machine. */
const bySystemd = () => existsSync('/etc/systemd/system/palmares.service');

/** The command that starts the site here, or starts it again. */
export const startCommand = () => (bySystemd() ? 'systemctl restart palmares.service' : 'npm start');

/** How the site is stopped here, to follow a verb; the socket too, which would start the service at the next visit. */
export const stopping = () => (bySystemd() ? ' (systemctl stop palmares.socket palmares.service)' : '');

function nameOf(uid: number): string | undefined {
  const accounts = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  return accounts.map((line) => line.split(':')).find(([, , id]) => id === String(uid))?.[0];
}

const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`);

/** The command under way, as that account would be given it by root or by whoever may act for it. */
function sameCommandAs(account: string, root: boolean): string {
  const [, script = '', ...given] = process.argv;
  const words = ['node', launcher, path.basename(script, '.ts'), ...given].map(quoted);
  return `${root ? `runuser -u ${account} --` : `sudo -u ${account}`} ${words.join(' ')}`;
}

/**
 * Why this process should not touch a data folder: it is another account’s, who could not open what this one would make
 * there. Nothing when the folder is ours, or is not there yet.
 */
export function otherAccount(dataDir: string, own = process.geteuid?.()): string | undefined {
  const owner = statSync(dataDir, { throwIfNoEntry: false })?.uid;
  if (owner === undefined || own === undefined || owner === own) return undefined;
  const name = nameOf(owner);
  const whose = name ? `au compte ${name}` : `à un autre compte (n° ${owner})`;
  const remedy = name ? `Lancez plutôt : ${sameCommandAs(name, own === 0)}` : 'Lancez cette commande sous ce compte.';
  return `Le dossier de données ${dataDir} appartient ${whose}, qui ne pourrait plus ouvrir ce que cette commande y ferait sous le compte n° ${own}. ${remedy}`;
}
