/** `npm run dev`: ordinary `next dev` with hot reload, on the same data. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { command } from './progress.ts';
import { generateClient, prepareStore } from './setup.ts';

const help = `
npm run dev — développement : next dev avec rechargement à chaud, sur les données de DATA_DIR.
Réglages : PORT (3000), HOST (localhost), DATA_DIR (data). Ctrl+C arrête.`;

await command(help, async () => {
  const { env } = await import('../server/env.ts');
  const { port, host } = env();
  await generateClient();
  await prepareStore();
  const next = path.join(import.meta.dirname, '..', 'node_modules/next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'dev', '-p', String(port), '-H', host], { stdio: 'inherit' });
  process.on('SIGINT', () => undefined); // The terminal tells the child itself.
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  process.exit(code ?? 0);
});
