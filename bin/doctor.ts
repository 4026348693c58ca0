/** `npm run doctor`: what must hold, and what to do where it does not. */
import { command, Refusal } from './progress.ts';
import { generateClient } from './setup.ts';

const help = `
npm run doctor — regarde tout ce qui doit tenir (réglages, dossier, place, base, clé, site cuit, sauvegardes) et dit le
remède de ce qui ne tient pas. Ne change rien ; le site peut tourner ou non.
✓ tout va bien, ! un conseil, ✗ à corriger. Sortie 1 quand une ligne porte ✗, 0 sinon.`;

const marks = { good: '✓', advice: '!', bad: '✗' };

await command(help, async () => {
  if (process.argv.length > 2) throw new Refusal('npm run doctor n’attend aucun argument.');
  await generateClient();
  const { examine } = await import('../server/upkeep/doctor.ts');
  const findings = await examine();
  for (const { name, state, said } of findings) console.log(`${marks[state]} ${name} : ${said}`);
  const wrong = findings.filter(({ state }) => state === 'bad').length;
  console.log(wrong === 0 ? '\nTout tient.' : `\nÀ corriger : ${wrong} ligne${wrong > 1 ? 's' : ''}.`);
  if (wrong > 0) process.exitCode = 1;
});
