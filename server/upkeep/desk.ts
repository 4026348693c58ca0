/** What the newsroom is told of its backups. */
import { authorize, may } from '../editorial/permissions.ts';
import { env } from '../env.ts';
import type { Actor } from '../staff/actor.ts';
import { clock, hours } from '../staff/clock.ts';
import { backupsState } from './present.ts';
import { type Kept, latest, listBackups } from './shelf.ts';

export type BackupsOnDesk = {
  /** `off`: set to make none, or made by another process than this one. `first`: none yet, the first is to come. */
  state: 'well' | 'first' | 'late' | 'running' | 'off';
  /** The latest of those whose moment is known, automatic or not; absent when there is none. `size` in bytes. */
  last?: { madeAt: Date; size: number };
  count: number;
  next?: Date;
  failedAt?: Date;
  /** For administrators: what went wrong, and where backups are; names folders of the machine. */
  message?: string;
  folder?: string;
};

/** Later than this after it was due, a backup is late. */
const PATIENCE = hours(1);

/** Whether the latest backup is older than the setting allows; without a schedule none is. */
export function isLate(last: Kept | undefined, every: number): boolean {
  if (every === 0) return false;
  return !last || clock.now().getTime() - last.madeAt.getTime() > hours(every) + PATIENCE;
}

/** @throws {Forbidden} */
export async function backupsOnDesk(actor: Actor): Promise<BackupsOnDesk> {
  authorize(actor, 'read');
  const { folder, hours: every } = env().backups;
  const [state, kept] = await Promise.all([backupsState(), listBackups(folder)]);
  const last = latest(kept);
  const late = state?.failure !== undefined || isLate(last, every);
  const { failure, next, running } = state ?? {};
  const awaited = !last && !failure && next !== undefined && next > clock.now();
  return {
    state: running ? 'running' : !state ? 'off' : awaited ? 'first' : late ? 'late' : 'well',
    count: kept.length,
    ...(last && { last: { madeAt: last.madeAt, size: last.size } }),
    ...(next && { next }),
    ...(failure && { failedAt: failure.at }),
    ...(may(actor, 'manageSettings') && { folder, ...(failure && { message: failure.message }) }),
  };
}
