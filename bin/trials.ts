/** `npm run trials`: what the site withstands, each trial against the real server on a throw-away data folder. */
import path from 'node:path';
import { env } from '../server/env.ts';
import { trials, waiting } from '../tests/trials/list.ts';
import { keep, passed } from '../tests/trials/report.ts';
import { runTrials } from '../tests/trials/running.ts';
import type { Listed } from '../tests/trials/trial.ts';
import { command, Refusal } from './progress.ts';
import { buildApplication, generateClient } from './setup.ts';

const help = `
npm run trials [-- ÉPREUVE …] [--quick] [--rounds N] — met le site à l’épreuve : vrai serveur, boucle locale, données jetables.

${trials.map((one) => `  ${one.name.padEnd(10)} ${one.title}`).join('\n')}

Sans épreuve nommée : toutes, en 40 minutes au plus sur deux cœurs. --quick : les rapides, en moins de trois minutes (elles
sont aussi dans npm test). --rounds N : chacune N fois. Le rapport (JSON et texte) est écrit dans DATA_DIR/trials/.
Une épreuve que la machine ne permet pas est dite « non faite ». Sortie 1 quand une épreuve ne tient pas.`;

function chosen(quick: boolean): Listed[] {
  const after = process.argv.indexOf('--rounds') + 1;
  const given = process.argv.slice(2).filter((one, at) => !one.startsWith('-') && (after === 0 || at + 2 !== after));
  const odd = given.find((one) => !trials.some((listed) => listed.name === one));
  if (odd !== undefined) throw new Refusal(`Épreuve inconnue : « ${odd} ». Voyez npm run trials -- --help.`);
  if (given.length > 0) return trials.filter((one) => given.includes(one.name));
  return trials.filter((one) => !quick || one.quick > 0);
}

function roundsOf(quick: boolean): (listed: Listed) => number {
  const at = process.argv.indexOf('--rounds');
  if (at === -1) return (listed) => (quick ? listed.quick : listed.whole);
  const given = Number(process.argv[at + 1]);
  if (!Number.isInteger(given) || given < 1) throw new Refusal('--rounds attend un nombre entier d’au moins 1.');
  return () => given;
}

await command(help, async () => {
  const quick = process.argv.includes('--quick');
  const selection = chosen(quick);
  const rounds = roundsOf(quick);
  await generateClient();
  await buildApplication();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const results = await runTrials(selection, rounds);
  for (const { title, waits } of waiting) console.log(`· ${title} : attend ${waits}.`);
  console.log(`\nRapport : ${await keep(results, path.join(env().dataDir, 'trials'))}`);
  const failed = results.filter((one) => 'outcome' in one && !passed(one));
  if (failed.length > 0) throw new Refusal(`${failed.length} épreuve(s) ne tiennent pas.`);
});
