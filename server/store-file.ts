/**
 * The SQLite file behind the open connections: whether it is still the one that was opened, and what its faults mean.
 *
 * Promise: a write into a file that was deleted, replaced or cut meanwhile is never acknowledged. SQLite itself goes on
 * writing into a deleted file, which nobody will ever read again, and into a cut one.
 */
import { closeSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { damage, StoreError } from './store-error.ts';

const sentences = {
  gone: 'La base de données a été effacée ou remplacée pendant que le site tournait ; rien n’a été enregistré. Arrêtez le site, restaurez une sauvegarde (npm run restore), puis relancez-le.',
  cut: 'La base de données a été tronquée ; rien n’a été enregistré. Arrêtez le site, restaurez une sauvegarde (npm run restore), puis relancez-le.',
  damaged:
    'La base de données est abîmée ; rien n’a été enregistré. Arrêtez le site, restaurez une sauvegarde (npm run restore), puis relancez-le.',
  full: 'Le disque est plein ; rien n’a été enregistré. Libérez de la place, puis recommencez.',
  sealed:
    'La base de données ne peut pas être écrite ; rien n’a été enregistré. Vérifiez les droits de DATA_DIR et que son disque n’est pas en lecture seule, puis recommencez.',
  disk: 'Le disque ne lit ou n’écrit plus la base de données ; rien n’a été enregistré. Vérifiez-le, puis recommencez.',
};

/** What SQLite says, as Prisma passes it on, and what it means. */
const faults: [RegExp, string][] = [
  [damage, sentences.damaged],
  [/disk is full|SQLITE_FULL|ENOSPC/i, sentences.full],
  [/readonly database|SQLITE_READONLY/i, sentences.sealed],
  [/disk I\/O error|SQLITE_IOERR/i, sentences.disk],
];

/** The error to show for one that comes from the file or its disk; any other as it is. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const said = `${'code' in error ? error.code : ''} ${error.message}`;
  const sentence = faults.find(([pattern]) => pattern.test(said))?.[1];
  return sentence === undefined ? error : new StoreError(sentence, { cause: error });
}

/** An extension of a client: its failures say what they mean when they come from the file or its disk. */
export const explaining = {
  query: {
    async $allOperations({ args, query }: { args: unknown; query: (args: unknown) => Promise<unknown> }) {
      try {
        return await query(args);
      } catch (error) {
        throw explained(error);
      }
    },
  },
};

/** Whether a database file is shorter than its own header says (SQLite file format, § 1.3): not one that was vacuumed. */
function isCut(file: string, size: number): boolean {
  const header = Buffer.alloc(32);
  const handle = openSync(file, 'r');
  try {
    if (readSync(handle, header, 0, 32, 0) < 32) return true;
  } finally {
    closeSync(handle);
  }
  const pageSize = header.readUInt16BE(16);
  return size < header.readUInt32BE(28) * (pageSize === 1 ? 65_536 : pageSize);
}

/**
 * A file whose identity and size are seen as it is about to be opened: one put in its place afterwards is another, were
 * nothing written yet. It shrinks only when an erasure writes it anew.
 */
export class WatchedFile {
  readonly #file: string;
  #seen: Stats | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#seen = statSync(file, { throwIfNoEntry: false });
  }

  /** @throws {StoreError} when it is no longer the file seen first, or cut short since it was last seen */
  check(): void {
    const found = statSync(this.#file, { throwIfNoEntry: false });
    const seen = this.#seen;
    if (!found || !seen || found.ino !== seen.ino || found.dev !== seen.dev) throw new StoreError(sentences.gone);
    if (found.size < seen.size && isCut(this.#file, found.size)) throw new StoreError(sentences.cut);
    this.#seen = found;
  }
}
