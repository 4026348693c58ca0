/**
 * Whether this process is fit to serve, asked from outside: `/api/health` and `/api/health/ready`.
 *
 * Promise: alive when the process answers at all, whatever became of the application; ready when the database can be
 * read whole, the data can be written, the disk has room, what is being served is what was last published, and the newsroom answers. What is wrong is said by its
 * sort and nothing more: no path, no version, no message of a library.
 */
import { access, constants, readlink, statfs } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { bakery } from '../bakery/present.ts';
import { Connection } from '../connection.ts';
import type { OwnAnswer } from '../front/reception.ts';

const faults = {
  base: 'la base de données ne peut pas être lue',
  sealed: 'les données ne peuvent pas être écrites (disque en lecture seule, ou droits changés)',
  place: 'le disque est plein',
  site: 'le site servi n’est pas encore celui de la dernière publication',
  application: 'la rédaction ne répond pas',
} as const;

export type Readiness = { ready: true } | { ready: false; fault: keyof typeof faults };

/** Milliseconds for which an answer holds once it is given: asking again and again must not keep the disk busy. */
const fresh = 500;

/** The last publication, read over a connection of its own: one that was open before may not notice a damaged file. */
async function lastPublication(file: string): Promise<number | undefined> {
  const connection = await new Connection(file, true).connect().catch(() => undefined);
  if (!connection) return undefined;
  const ask = async (sql: string) => (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows[0]?.[0];
  try {
    if ((await ask('PRAGMA quick_check(1)')) !== 'ok') return undefined;
    return Number((await ask('SELECT max("number") FROM "Publication"')) ?? 0);
  } catch {
    return undefined; // Damaged beyond being read.
  } finally {
    await connection.dispose();
  }
}

/** Whether a save and a bake may write: a disk that the system made read-only after a fault reads on as if nothing were. */
async function isSealed(...places: string[]): Promise<boolean> {
  const outcomes = await Promise.allSettled(places.map((place) => access(place, constants.W_OK)));
  return outcomes.some((one) => one.status === 'rejected' && /^(EROFS|EACCES|EPERM)$/.test(one.reason.code));
}

/** Bytes below which a save, or the bake after it, may find no room: a bake of the whole site takes as much. */
const leastRoom = 8 * 1024 * 1024;

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= leastRoom;
}

/** Whether the build on the disk, the one served and the last publication are the same. */
async function isCurrent(siteDir: string, published: number): Promise<boolean> {
  const online = bakery()?.state().online;
  const linked = await readlink(path.join(siteDir, 'current')).catch(() => '');
  return online !== undefined && online.build === linked && online.publicationNumber === published;
}

/** Asks; `anew` when something just failed: what was seen before it says nothing of it. */
export type Ask = (anew?: 'anew') => Promise<Readiness>;

/**
 * Makes the way to ask.
 * @param options.file the database; `options.application` resolves when the application answers, rejects when it could not start
 */
export function openReadiness(options: { dataDir: string; file: string; application: () => Promise<unknown> }): Ask {
  let last: { answer: Promise<Readiness>; until: number } | undefined;
  const siteDir = path.join(options.dataDir, 'site');
  const look = async (): Promise<Readiness> => {
    if (await isSealed(options.dataDir, options.file, siteDir)) return { ready: false, fault: 'sealed' };
    const published = await lastPublication(options.file);
    if (published === undefined) return { ready: false, fault: 'base' };
    if (!(await hasRoom(options.dataDir))) return { ready: false, fault: 'place' };
    if (!(await isCurrent(siteDir, published))) return { ready: false, fault: 'site' };
    const answers = options.application().then(
      () => true,
      () => false,
    );
    // Still starting is not answering: nobody waits for it here.
    const running = await Promise.race([answers, setImmediate(false)]);
    return running ? { ready: true } : { ready: false, fault: 'application' };
  };
  return (anew) => {
    const underWay = last?.until === Number.POSITIVE_INFINITY;
    if (last && (underWay || (!anew && performance.now() <= last.until))) return last.answer;
    // Shared until it ends, however long that takes: slow looks must not pile up.
    const begun = { answer: look(), until: Number.POSITIVE_INFINITY };
    const ended = () => {
      begun.until = performance.now() + fresh;
    };
    begun.answer.then(ended, ended);
    last = begun;
    return begun.answer;
  };
}

/** Why a page of the newsroom may have failed, as part of a sentence: its store or the disk under it, or nothing known. */
export async function causeOf(readiness: Ask): Promise<string | undefined> {
  const found = await readiness('anew');
  if (found.ready || found.fault === 'site' || found.fault === 'application') return undefined;
  return faults[found.fault];
}

/** What the two doors say. */
export function healthDoors(readiness: Ask): Record<string, () => Promise<OwnAnswer>> {
  return {
    '/api/health': async () => ({ status: 200, body: { état: 'en marche' } }),
    '/api/health/ready': async () => {
      const found = await readiness();
      if (found.ready) return { status: 200, body: { état: 'prêt' } };
      return { status: 503, body: { état: 'pas prêt', raison: faults[found.fault] } };
    },
  };
}
