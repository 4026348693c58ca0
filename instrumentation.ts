/**
 * What Next runs once, before its first request.
 *
 * Promise: under `next dev` the store is opened here, since no server of ours did (server/main.ts). Next looks for this
 * file at the top level only; in a build it is empty.
 */
export async function register(): Promise<void> {
  if (process.env.NODE_ENV === 'development' && process.env.NEXT_RUNTIME === 'nodejs') {
    const { databaseFile, openStore } = await import('./server/database.ts');
    await openStore(databaseFile());
  }
}
