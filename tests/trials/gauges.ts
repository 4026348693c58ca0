/** What a process and its data folder take, as the system counts it. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { NotHere } from './trial.ts';

/** Resident bytes of a process. @throws {NotHere} where there is no /proc */
export async function residentOf(pid: number): Promise<number> {
  const told = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(told)?.[1];
  if (found === undefined) throw new NotHere('la mémoire d’un processus se lit dans /proc, que ce système n’a pas.');
  return Number(found) * 1024;
}

/** How many files, sockets and pipes a process holds open. */
export async function openFilesOf(pid: number): Promise<number> {
  const held = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(held.map((one) => readlink(`/proc/${pid}/fd/${one}`).catch(() => '')));
  return targets.filter((one) => one !== '').length;
}

/** Every file below a folder, and their bytes together. */
export async function heldIn(folder: string): Promise<{ files: number; bytes: number }> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile());
  const sizes = await Promise.all(
    files.map((one) =>
      stat(path.join(one.parentPath, one.name)).then(
        (file) => file.size,
        () => 0,
      ),
    ),
  );
  return { files: files.length, bytes: sizes.reduce((all, one) => all + one, 0) };
}

/** Bytes as people read them. */
export const inMb = (bytes: number) => `${(bytes / 1e6).toFixed(1).replace('.', ',')} Mo`;
