/**
 * The bakes of a process, one at a time.
 *
 * Promise: edited pages go before a whole bake, which gives way to them and starts again, a bounded number of times;
 * requests made while a bake runs become one; what the last bake did can be read. A bake that fails is a result, never an exception.
 */
import { bakes } from '../limits.ts';
import { attempt } from './attempt.ts';
import { giveBackMemory, keepMemory } from './give-back.ts';
import { type BakerySettings, keptDirOf } from './kitchen.ts';
import { type BakeOptions, type BakeReport, type BakeResult, bakePages, bakeSite } from './oven.ts';
import type { BakePlan } from './plan.ts';
import type { Bakery, BakeState, Clear } from './present.ts';
import { Rest } from './rest.ts';
import type { Build } from './swap.ts';
import { takeOff } from './withhold.ts';

export type QueueSettings = BakerySettings & {
  /** Reads what the site must be now. Called at the start of each bake; with the addresses of a quick one. */
  plan: (paths?: readonly string[]) => Promise<BakePlan>;
  /** Receives each build put online; the bake is finished when the front serves it. */
  onBuild: (build: Build) => Promise<void> | void;
  /** Receives the addresses that were withdrawn while no new site could be made; resolves when they are off. */
  onWithheld: (paths: string[]) => Promise<void> | void;
  onLine?: (line: string) => void;
  /** The site already online when the queue is made. */
  online?: Build | undefined;
  /** Milliseconds after which older builds are removed: see {@link Rest}. */
  sweepAfter?: number;
};

const notAlone = {
  ok: false,
  superseded: false,
  message: 'Le site est refait, mais les dossiers des cuissons d’avant n’ont pas pu être effacés.',
} as const;

/** A whole bake that is to leave no other build: what is done first, and who hears whether the others are gone. */
type Alone = { clear: Clear; swept: (done: boolean) => void };

type Waiter = (result: BakeResult) => void;
type Work = (plan: BakePlan, options: BakeOptions) => Promise<BakeResult>;

export class BakeQueue implements Bakery {
  readonly #settings: QueueSettings;
  #edited = new Map<string, Waiter[]>();
  #whole: Waiter[] = [];
  #alone: Alone[] = [];
  #running: BakeState['running'];
  #giveWay = new AbortController();
  /** Quick bakes that went before the whole bake asked for: see {@link bakes}. */
  #ahead = 0;
  #online: Build | undefined;
  #last: BakeState['last'];
  #lastWhole: BakeState['lastWhole'];
  #idle: Promise<void> | undefined;
  readonly #rest: Rest;

  constructor(settings: QueueSettings) {
    this.#rest = new Rest(settings.siteDir, () => this.#start(), settings.sweepAfter);
    this.#settings = { ...settings, spare: this.#rest.spare };
    this.#online = settings.online;
  }

  /** Bakes the whole site; resolves when it is being served, or with the reason why it is not. */
  bakeWhole(): Promise<BakeResult> {
    const { promise, resolve } = Promise.withResolvers<BakeResult>();
    this.#whole.push(resolve);
    this.#start();
    return promise;
  }

  /**
   * Bakes these addresses first; resolves when they are being served, or with the reason why they are not. The pages
   * that mention them are for a whole bake, asked for separately.
   */
  bakeEdited(paths: string[]): Promise<BakeResult> {
    const { promise, resolve } = Promise.withResolvers<BakeResult>();
    for (const path of paths) this.#edited.set(path, this.#edited.get(path) ?? []);
    const [first] = paths;
    if (first === undefined) return this.bakeWhole();
    this.#edited.get(first)?.push(resolve);
    if (this.#running === 'whole' && this.#ahead < bakes.ahead) this.#giveWay.abort();
    this.#start();
    return promise;
  }

  /** Runs `clear` on the folder of kept pages, bakes the whole site, removes every other build; resolves when done, or with the reason why not. */
  async bakeAlone(clear: Clear): Promise<BakeResult> {
    const { promise: swept, resolve } = Promise.withResolvers<boolean>();
    this.#alone.push({ clear, swept: resolve });
    const result = await this.bakeWhole();
    return !result.ok || (await swept) ? result : { ...notAlone, withdrawn: [] };
  }

  state(): BakeState {
    const waiting = { pages: [...this.#edited.keys()], whole: this.#whole.length > 0 };
    const online = this.#online && {
      build: this.#online.name,
      publicationNumber: this.#online.manifest.publicationNumber,
    };
    return { online, running: this.#running, waiting, last: this.#last, lastWhole: this.#lastWhole };
  }

  /** See {@link Bakery}. */
  async idle(): Promise<void> {
    await this.#idle;
  }

  #start(): void {
    this.#idle ??= this.#work().finally(() => {
      this.#idle = undefined;
      if (this.#asked()) this.#start();
    });
  }

  readonly #asked = () => this.#edited.size > 0 || this.#whole.length > 0;

  async #work(): Promise<void> {
    // Requests made in the same turn of the event loop become one.
    await Promise.resolve();
    keepMemory();
    do {
      const due = this.#whole.length > 0 && (this.#edited.size === 0 || this.#ahead >= bakes.ahead);
      if (due) await this.#bakeAll();
      else if (this.#edited.size > 0) await this.#bakeFew();
      await this.#rest.sweepIfDue();
    } while (this.#asked());
    await this.#rest.take(this.#online, this.#asked);
    giveBackMemory();
  }

  async #bakeFew(): Promise<void> {
    const edited = this.#edited;
    this.#edited = new Map();
    if (this.#whole.length > 0) this.#ahead += 1;
    const paths = [...edited.keys()];
    const work: Work = (plan, options) => bakePages(this.#settings, plan, paths, options);
    await this.#bake(paths, [...edited.values()].flat(), work);
  }

  async #bakeAll(): Promise<void> {
    const waiters = this.#whole;
    this.#whole = [];
    this.#giveWay = new AbortController();
    const { signal } = this.#giveWay;
    const alone = this.#alone;
    this.#alone = [];
    const result = await this.#bake(undefined, waiters, async (plan, options) => {
      for (const { clear } of alone) await clear(keptDirOf(this.#settings.siteDir));
      return bakeSite(this.#settings, plan, { ...options, signal });
    });
    if (!result.ok && result.superseded) {
      this.#whole.unshift(...waiters);
      this.#alone.unshift(...alone);
      return;
    }
    this.#ahead = 0;
    const done = alone.length === 0 || (await this.#rest.alone());
    for (const { swept } of alone) swept(done);
  }

  async #bake(paths: string[] | undefined, waiters: Waiter[], work: Work): Promise<BakeResult> {
    this.#running = paths ? 'pages' : 'whole';
    const tell = (result: BakeResult) => {
      if (!result.ok && result.superseded) return;
      this.#last = { ...result, at: new Date() };
      if (result.ok && result.kind === 'whole') this.#lastWhole = { ...result, at: new Date() };
      for (const waiter of waiters) waiter(result);
    };
    const onOnline = async (report: BakeReport, build: Build) => {
      await this.#settings.onBuild(build);
      this.#online = build;
      tell(report);
    };
    const { onLine, plan } = this.#settings;
    const result = await attempt(
      () => plan(paths),
      (read) => work(read, { onOnline, ...(onLine && { onLine }) }),
    );
    if (!result.ok) {
      if (!result.superseded) {
        this.#rest.sweepSoon();
        if (result.withdrawn.length > 0) await this.#withhold(result.withdrawn);
      }
      tell(result);
    }
    this.#running = undefined;
    return result;
  }

  /** From the front first, which needs no disk; then from the folder, for whoever else serves it. */
  async #withhold(paths: string[]): Promise<void> {
    await this.#settings.onWithheld(paths);
    this.#rest.spare.forget();
    const { build = this.#online, fault } = await takeOff(this.#settings.siteDir, paths);
    this.#online = build;
    if (fault !== undefined) this.#settings.onLine?.(fault);
  }
}
