/** `npm start`: prepares what is missing, then serves the site. */
import { command, refusedStart, step, tellTo } from './progress.ts';
import { buildApplication, generateClient, prepareStore } from './setup.ts';

const help = `
npm start — prépare ce qui manque (base, contenu, construction, cuisson), puis sert le site.
npm start -- --prepare — prépare le code seulement (client de la base, construction), sans toucher aux données.
Réglages : PORT (3000), HOST (localhost), DATA_DIR (data), SITE_URL … voir .env.example.
Ctrl+C arrête proprement. Sortie 78, avec une phrase, quand il faut d’abord corriger ce qu’elle dit ; 1 quand relancer peut suffire.`;

await command(
  help,
  async () => {
    if (process.argv.includes('--prepare')) {
      await generateClient();
      await buildApplication();
      return;
    }
    const { env } = await import('../server/env.ts');
    const { host, port, dataDir, watch } = env();
    const { openLog } = await import('../server/log.ts');
    tellTo(openLog(watch.logFormat).print);
    const { checkPort, holding } = await import('../server/start/checks.ts');
    if (watch.socket === undefined) await checkPort(host, port);
    await holding(dataDir, async (held) => {
      await step('Réglages', async () => `http://${host}:${port}, données dans ${dataDir}`);
      await generateClient();
      await prepareStore();
      await buildApplication();
      const { serve } = await import('../server/main.ts');
      await serve(held);
    });
  },
  refusedStart,
);
