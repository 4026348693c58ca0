/** `npm run check`: what one runs while working — types, lint, import rules and the quick unit tests. */
import { command, step } from './progress.ts';
import { generateClient } from './setup.ts';
import { checkTypesAndLint, unitTests } from './suites.ts';

const help = `
npm run check — types, style, règles d’import et tests unitaires, sans ceux qui durent ; une demi-minute environ.
Sortie 0 quand tout passe, 1 sinon.`;

await command(help, async () => {
  await generateClient();
  await checkTypesAndLint();
  await step('Tests unitaires', async () => (await unitTests('quick')).summary);
});
