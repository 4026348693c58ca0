/** `npm run fonts`: cuts the two fonts of the site again, when a recipe (bin/fonts/cut.ts) or a package changed. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cutFont, recipes } from './fonts/cut.ts';
import { command, Refusal, step } from './progress.ts';

const help = `
npm run fonts — retaille les deux polices du site, app/fonts/texte.woff2 et titres.woff2, d’après bin/fonts/cut.ts.`;

await command(help, async () => {
  for (const [name, recipe] of Object.entries(recipes)) {
    await step(`Police « ${name} »`, async () => {
      const font = await cutFont(recipe);
      if (font.length > recipe.most) {
        throw new Refusal(`Elle pèserait ${font.length} octets, plus que ${recipe.most} : retirez-lui des signes.`);
      }
      await writeFile(path.join(import.meta.dirname, '../app/fonts', `${name}.woff2`), font);
      return `${font.length} octets`;
    });
  }
});
