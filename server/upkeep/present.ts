/**
 * The automatic backups of this process, as they are known from both module graphs.
 *
 * Promise: what `server/main.ts` opened is what everybody finds; nothing that makes a backup is loaded from here.
 */
export type BackupsState = {
  running: boolean;
  /** When the next one is due; in the past while it is late. */
  next: Date;
  /** The last try, when it failed; gone with the next success. The message names folders of the machine. */
  failure: { at: Date; message: string } | undefined;
};

const key = Symbol.for('palmares.backups');
const room = globalThis as { [key]?: () => Promise<BackupsState> };

/** Tells how the state is known. Called by `keepBackups` only. */
export function openBackups(state: (() => Promise<BackupsState>) | undefined): void {
  if (state) room[key] = state;
  else delete room[key];
}

/** What becomes of the automatic backups; `undefined` where none are made (`next dev`, commands, BACKUP_HOURS=0). */
export async function backupsState(): Promise<BackupsState | undefined> {
  return room[key]?.();
}
