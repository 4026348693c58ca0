import { once } from 'node:events';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { describe, expect } from 'vitest';
import { longTest as test } from '../effort.ts';
import { options, refusal, siteForEachTest, start, starts } from './started-site.ts';

siteForEachTest();

describe('a start is refused, in one sentence with its remedy, when', () => {
  test('the port is taken', async () => {
    const other = createTcp().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await refusal({ port })).toBe(
      `Le port ${port} est déjà pris. Arrêtez le programme qui l’occupe, ou choisissez-en un autre : PORT=${port + 1} npm start.`,
    );
    other.close();
    expect(starts).toBe(0);
  });

  test('the address is not of this machine', async () => {
    expect(await refusal({ host: '192.0.2.1', port: 3999 })).toContain('n’est pas de cette machine');
  });

  test('the data folder cannot be written', async () => {
    await writeFile(options.dataDir, 'un fichier');
    expect(await refusal()).toContain('ne peut pas être écrit (EEXIST)');
    await rm(options.dataDir);
    if (process.getuid?.() === 0) return; // Nothing is closed to root.
    await mkdir(options.dataDir);
    await chmod(options.dataDir, 0o500);
    expect(await refusal()).toContain('ne peut pas être écrit (EACCES)');
  });

  test('another process serves the folder', async () => {
    await start();
    expect(await refusal()).toContain(`Un autre processus (n° ${process.pid}`);
  });
});
