/**
 * Many files in one, to be moved about: a tar archive compressed with gzip, which `tar xzf` opens anywhere.
 *
 * Promise: files are streamed one after the other, so that memory does not grow with them; each is hashed while it is
 * written and again while it is read; nothing is read out of an archive under a name that leaves its folder.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { createTarDecoder, createTarPacker, type ParsedTarEntry, type TarPackController } from 'modern-tar';

/** A file in an archive: its name with `/`, its bytes, their SHA-256 in hexadecimal. */
export type Filed = { name: string; size: number; sha256: string };

/** A backup cannot be made, read or put back; the message is a sentence in French that names the remedy. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** The short reason of a system’s or a library’s error. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

async function addFile(controller: TarPackController, name: string, file: string): Promise<Filed | undefined> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined; // Removed since it was listed.
    throw error;
  });
  if (!handle) return undefined;
  try {
    const { size, mtime } = await handle.stat();
    const hash = createHash('sha256');
    const writer = controller.add({ name, size, mtime, mode: 0o600 }).getWriter();
    // A file that grows meanwhile is taken as long as it was; one that shrinks is refused by the packer.
    if (size > 0) {
      for await (const chunk of handle.createReadStream({ end: size - 1, autoClose: false })) {
        hash.update(chunk);
        await writer.write(chunk);
      }
    }
    await writer.close();
    return { name, size, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

/**
 * Writes an archive, readable by its owner only.
 * @param sources names in the archive and where their bytes are; one that is gone by then is left out
 * @param last made of what was written: the name and text of the last file, without which an archive is not whole
 */
export async function writeArchive(
  target: string,
  sources: { name: string; file: string }[],
  last: (files: Filed[]) => { name: string; text: string },
): Promise<void> {
  const { readable, controller } = createTarPacker();
  const fill = async () => {
    try {
      const files: Filed[] = [];
      for (const { name, file } of sources) {
        const filed = await addFile(controller, name, file);
        if (filed) files.push(filed);
      }
      const { name, text } = last(files);
      const bytes = new TextEncoder().encode(text);
      const writer = controller.add({ name, size: bytes.length, mode: 0o600 }).getWriter();
      await writer.write(bytes);
      await writer.close();
      controller.finalize();
    } catch (error) {
      controller.error(error);
      throw error;
    }
  };
  const output = createWriteStream(target, { mode: 0o600 });
  const written = pipeline(Readable.fromWeb(readable as ReadableStream), createGzip(), output);
  const outcomes = await Promise.allSettled([written, fill()]);
  const failed = outcomes.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Whether a name stays in the folder it is unpacked in, on every system. */
function staysInside(name: string): boolean {
  return name.split('/').every((part) => !['', '.', '..'].includes(part) && !/[\p{Cc}\\:]/u.test(part));
}

/** Longest text kept in memory: the list of some two hundred thousand files. */
const longestText = 32 * 1024 * 1024;

export type Unpacked = { files: Filed[]; texts: Map<string, string> };

/**
 * Reads an archive to its end.
 * @param into folder in which files are written, synced; those for which `wanted` answers no are only hashed
 * @param text name of the file whose text is wanted
 * @throws {BackupError} when it is not whole, not an archive, or holds anything but files with plain names
 */
export async function readArchive(
  archive: string,
  { into, wanted = () => true, text }: { into?: string; wanted?: (name: string) => boolean; text: string },
): Promise<Unpacked> {
  const { readable, writable } = createTarDecoder({ strict: true });
  const unpacked: Unpacked = { files: [], texts: new Map() };
  const take = async ({ header, body }: ParsedTarEntry) => {
    const { name, size, type } = header;
    if (type !== 'file' || !staysInside(name)) throw new Error(`entrée refusée : ${JSON.stringify(name)}`);
    if (unpacked.files.some((one) => one.name === name)) throw new Error(`deux fois ${JSON.stringify(name)}`);
    const target = into !== undefined && wanted(name) ? path.join(into, name) : undefined;
    const hash = createHash('sha256');
    const kept: Uint8Array[] = [];
    if (name === text && size > longestText) throw new Error(`${name} est trop long`);
    const each = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        if (name === text) kept.push(chunk);
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(body as ReadableStream), each, await outputTo(target));
    if (name === text) unpacked.texts.set(name, Buffer.concat(kept).toString('utf8'));
    unpacked.files.push({ name, size, sha256: hash.digest('hex') });
  };
  const stop = new AbortController();
  const drawn = (async () => {
    for await (const entry of readable as ReadableStream<ParsedTarEntry>) await take(entry);
  })().catch((error) => {
    stop.abort(); // Nobody reads any more: without this the other end would wait for ever.
    throw error;
  });
  const { signal } = stop;
  const fed = pipeline(createReadStream(archive), createGunzip(), Writable.fromWeb(writable), { signal });
  const outcomes = await Promise.allSettled([drawn, fed]);
  const failed = outcomes.find((one) => one.status === 'rejected');
  if (failed) throw unreadable(archive, failed.reason);
  return unpacked;
}

async function outputTo(target: string | undefined): Promise<Writable> {
  if (target === undefined) return new Writable({ write: (_chunk, _encoding, done) => done() });
  // With the rights that the site itself would give them: nginx reads what the baked site links to.
  await mkdir(path.dirname(target), { recursive: true });
  return createWriteStream(target, { flush: true });
}

/** A full disk is not the archive’s fault. */
function unreadable(archive: string, error: unknown): BackupError {
  const reason = reasonOf(error);
  const sentence = /^(ENOSPC|EROFS|EDQUOT)$/.test(reason)
    ? `Il n’y a pas la place de déplier ${archive} (${reason}). Libérez de la place, puis recommencez.`
    : reason === 'ENOENT'
      ? `Le fichier ${archive} n’existe pas. Vérifiez son chemin.`
      : `Le fichier ${archive} n’est pas une sauvegarde entière (${reason}). Prenez-en une autre.`;
  return new BackupError(sentence, { cause: error });
}
