/**
 * Backups that nobody has to think of.
 *
 * Promise: while the site is up, a backup is made within minutes of the moment it is due, in a process of its own that
 * gives way to readers; then those too many are removed, never before a new one is whole. A failure is printed, shown on
 * the desk, and tried again; it harms nothing else.
 */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import type { Env } from '../env.ts';
import { clock, hours, isAhead, minutes } from '../staff/clock.ts';
import { BackupError } from './archive.ts';
import { openBackups } from './present.ts';
import { latest, listBackups, pruneBackups } from './shelf.ts';

/** A start has other things to do first; and what failed is not tried again at once. */
const calm = minutes(5);
const again = minutes(15);

/** A timer cannot be trusted with a day: a machine sleeps, a clock is set. */
const look = minutes(1);

type Settings = Env['backups'];

/** Makes one in a process of its own (server/upkeep/making.ts). @throws {BackupError} with what it said */
function makeApart(): { done: Promise<void>; stop: () => void } {
  const script = path.join(import.meta.dirname, 'making.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  } catch {} // It ended already, or the system knows no such thing.
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const done = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new BackupError(said.trim() || `La sauvegarde s’est interrompue (${signal ?? code}).`)),
    );
  });
  return { done, stop: () => child.kill() };
}

class Keeper {
  readonly #settings: Settings;
  readonly #print: (line: string) => void;
  readonly #make: typeof makeApart;
  readonly #timer: NodeJS.Timeout;
  #rest = { from: clock.now(), time: calm };
  #looking: Promise<void> | undefined;
  #running: { done: Promise<void>; stop: () => void } | undefined;
  #failure: { at: Date; message: string } | undefined;

  constructor(settings: Settings, print: (line: string) => void, make: typeof makeApart) {
    this.#settings = settings;
    this.#print = print;
    this.#make = make;
    this.#timer = setInterval(() => void this.look(), look).unref();
  }

  async #next(): Promise<Date> {
    const last = latest((await listBackups(this.#settings.folder)).filter((one) => one.automatic));
    const due = last ? last.madeAt.getTime() + hours(this.#settings.hours) : 0;
    const { from, time } = this.#rest;
    // A rest that began at a moment to come began before the clock was set right: it is over.
    return new Date(Math.max(due, isAhead(from) ? 0 : from.getTime() + time));
  }

  async state() {
    return { running: this.#running !== undefined, next: await this.#next(), failure: this.#failure };
  }

  /** Makes what is due; settles when it is made, or when it is known that it could not be. */
  look(): Promise<void> {
    this.#looking ??= this.#makeDue().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #makeDue(): Promise<void> {
    if ((await this.#next()) > clock.now()) return;
    this.#running = this.#make();
    try {
      await this.#running.done;
      await pruneBackups(this.#settings.folder, { keep: this.#settings.kept });
      this.#failure = undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#failure = { at: clock.now(), message };
      this.#rest = { from: clock.now(), time: again };
      this.#print(`✗ ${message}`);
    } finally {
      this.#running = undefined;
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#running?.stop();
  }
}

/**
 * Starts making backups on schedule, unless it is set to make none.
 * @returns how to stop, and how to look now whether one is due
 */
export function keepBackups(settings: Settings, print: (line: string) => void, make = makeApart) {
  if (settings.hours === 0) return { look: async () => undefined, close: () => undefined };
  const keeper = new Keeper(settings, print, make);
  openBackups(() => keeper.state());
  const close = () => {
    openBackups(undefined);
    keeper.close();
  };
  return { look: () => keeper.look(), close };
}
