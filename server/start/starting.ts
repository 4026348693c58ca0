/**
 * A start under way: its options, the application once asked for, and what is to be closed again.
 *
 * Promise: the application is started once, when first needed; everything opened is closed in the reverse order.
 */
import { type Application, startApplication } from '../application.ts';
import type { BakePlan } from '../bakery/plan.ts';
import type { Log } from '../log.ts';

export type SiteOptions = {
  /** Absolute paths. `projectDir` holds `.next` and `public`. */
  projectDir: string;
  dataDir: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Origin under which the public reads the site. */
  siteUrl: string;
  /** Whatever else shapes the pages: the site is baked again when it changes. */
  settings?: unknown;
  plan: (paths?: readonly string[]) => Promise<BakePlan>;
  /** Starts the application; the real one by default. */
  openApplication?: () => Promise<Application>;
  print?: (line: string) => void;
  /** Hears of each request that passed a door or was refused. */
  request?: Log['request'];
  /** How to give the data folder back, when it was taken already. */
  held?: (() => Promise<void>) | undefined;
  /** An open port to listen on instead. */
  socket?: number | undefined;
};

/** The time since a moment, in seconds, as people read it. */
export const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1).replace('.', ',')} s`;

/** Holds the steps of a start together: what is open, and how it is closed again, the last first. */
export class Starting {
  readonly options: SiteOptions;
  readonly print: (line: string) => void;
  readonly #closers: (() => Promise<void>)[] = [];
  #application: Promise<Application> | undefined;

  constructor(options: SiteOptions) {
    this.options = options;
    this.print = options.print ?? (() => undefined);
    this.opened(async () => (await this.#application)?.close());
  }

  /** Something is open now; `close` closes it. */
  opened(close: () => Promise<void>): void {
    this.#closers.unshift(close);
  }

  /** Closes what is open, the last opened first; a fault of one does not keep the others open. */
  async close(): Promise<void> {
    for (const close of this.#closers.splice(0)) await close().catch(() => undefined);
  }

  /** Starts the application at the first call; the same one afterwards. */
  application(): Promise<Application> {
    this.#application ??= this.#start();
    return this.#application;
  }

  async #start(): Promise<Application> {
    const since = performance.now();
    const { projectDir, dataDir, siteUrl } = this.options;
    const open = this.options.openApplication ?? (() => startApplication({ projectDir, dataDir, siteUrl }));
    const application = await open();
    this.print(`✓ Application : prête (${seconds(since)})`);
    return application;
  }
}
