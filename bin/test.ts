/** `npm test`: everything, from nothing. */
import { brotliModule, nginxPackages, nginxProgram } from '../tests/nginx.ts';
import { findBrowser } from './browser.ts';
import { canInstall, installPackages } from './packages.ts';
import { command, step } from './progress.ts';
import { buildApplication, generateClient } from './setup.ts';
import { checkTypesAndLint, endToEndTests, quickTrials, unitTests } from './suites.ts';

const help = `
npm test — tout : types, style, règles d’import, tests unitaires, construction, tests dans un vrai navigateur,
épreuves rapides (npm run trials).
Trouve un navigateur (celui de Playwright, sinon Chromium ou Chrome du système) ou l’installe.
Les tests de deploy/ demandent nginx : sur une machine d’intégration (CI) il est installé, ailleurs il est dit comment.
Sortie 0 quand tout passe, 1 sinon.`;

/** A machine of one's own is not given a web server unasked: Debian starts it at once. */
function findNginx(): void {
  if (nginxProgram && brotliModule) return;
  if (process.env.CI && canInstall()) {
    console.log('• Installation de nginx et de son module brotli …');
    installPackages(nginxPackages);
  } else {
    console.log(
      `• Tests de nginx laissés de côté, en tout ou partie (Debian : apt-get install ${nginxPackages.join(' ')}).`,
    );
  }
}

await command(help, async () => {
  const browser = findBrowser();
  console.log(`• Navigateur des tests : ${browser}`);
  findNginx();
  await generateClient();
  await checkTypesAndLint();
  let passed = 0;
  await step('Tests unitaires', async () => {
    const unit = await unitTests('whole');
    passed += unit.passed;
    return unit.summary;
  });
  await buildApplication();
  await step('Tests dans le navigateur', async () => {
    const browsed = await endToEndTests(browser);
    passed += browsed.passed;
    return browsed.summary;
  });
  await step('Épreuves rapides', async () => {
    const tried = await quickTrials();
    passed += tried.passed;
    return tried.summary;
  });
  console.log(`\n${passed} passed, 0 failed`);
});
