/**
 * The front in a thread of its own, as the process that serves holds it.
 *
 * Promise: no pause of the application or of the bakery keeps a reader waiting. An order is answered when it has been
 * carried out: a build shown is a build served. A thread that ends by itself is replaced at once by one that shows and
 * withholds the same, and the orders in hand are given to it anew; only readers whose answers were under way notice.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Build } from '../bakery/swap.ts';
import { lacking } from '../bakery/withhold.ts';
import type { Log } from '../log.ts';
import type { Noted, Numbered, Order, Report, Setting, Value } from './orders.ts';
import type { Counts } from './tally.ts';

/** In milliseconds: a thread that lived for less is not replaced before that time has passed. */
const shortLife = 1000;

/**
 * What the thread may take for young objects, in megabytes (three half spaces): one answer leaves nothing behind, so
 * that the larger the space, the rarer the collection, while each costs the same.
 */
const youngGeneration = 48;

export type FrontThread = {
  /** Answers readers there, or on that open port. @returns the port @throws the system's error, with its code */
  listen: (host: string, port: number, socket?: number) => Promise<number>;
  /** Resolves when the next request is answered from that build. @throws when its folder is damaged */
  show: (build: Build) => Promise<void>;
  /** Takes addresses off until another build is shown: they answer 404. */
  withhold: (paths: string[]) => Promise<void>;
  /** How often what was answered, since the thread began. */
  counts: () => Promise<Counts>;
  /** Lets requests in hand finish, then ends the thread. */
  close: () => Promise<void>;
};

type Waiting = {
  order: Order;
  /** Given to a new thread by what is remembered, and not because it waits. */
  restoring: boolean;
  resolve: (value: Value) => void;
  reject: (reason: Error) => void;
};

class Hold implements FrontThread {
  readonly #setting: Setting;
  readonly #log: Log;
  readonly #script: URL;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker;
  #asked = 0;
  #closing = false;
  /** The last thread has ended: nothing takes its place. */
  #ended = false;
  /** A thread has obeyed once: what ends it now is no fault of the installation. */
  #obeyed = false;
  /** What a new thread must do to be what the last was. */
  #shown: Build | undefined;
  #withheld: string[] = [];
  #listening: Order | undefined;
  /** The port was given open, and is gone with the thread: whoever gave it gives it to another process. */
  #socketGiven = false;

  constructor(setting: Setting, log: Log, script: URL) {
    this.#setting = setting;
    this.#script = script;
    this.#log = log;
    // The launcher's limits of young objects are for the heap of the process, which has them by now.
    for (const flag of ['--min-semi-space-size=0', '--max-semi-space-size=0']) setFlagsFromString(flag);
    this.#worker = this.#start();
  }

  async listen(host: string, port: number, socket?: number): Promise<number> {
    const given = Number(await this.#ask({ do: 'listen', host, port, socket }));
    this.#socketGiven = socket !== undefined;
    this.#listening = { do: 'listen', host, port: given };
    return given;
  }

  async show(build: Build): Promise<void> {
    const before = this.#withheld.length;
    await this.#ask({ do: 'show', build });
    this.#shown = build;
    this.#withheld.splice(0, before);
  }

  async withhold(paths: string[]): Promise<void> {
    this.#withheld.push(...paths);
    await this.#ask({ do: 'withhold', paths });
  }

  async counts(): Promise<Counts> {
    return (await this.#ask({ do: 'count' })) as Counts;
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#ended) return;
    await this.#ask({ do: 'close' });
    await this.#worker.terminate();
  }

  #start(): Worker {
    const resourceLimits = { maxYoungGenerationSizeMb: youngGeneration };
    const worker = new Worker(this.#script, { name: 'front', workerData: this.#setting, resourceLimits });
    const since = performance.now();
    let reason = '';
    worker.on('message', (said: Report | Noted) => {
      if ('noted' in said) this.#log.request(said.noted);
      else this.#hear(said);
    });
    worker.on('error', (error) => {
      reason = ` (${error instanceof Error ? error.message : error})`;
    });
    worker.on('exit', () => void this.#replace(reason, performance.now() - since));
    return worker;
  }

  async #replace(reason: string, lived: number): Promise<void> {
    if (!this.#closing && this.#obeyed) {
      this.#log.print(`✗ La façade s’est arrêtée${reason} : une autre prend sa place.`);
      if (lived < shortLife) await pause(shortLife - lived);
    }
    const left = [...this.#waiting.values()].filter(({ restoring }) => !restoring);
    this.#waiting.clear();
    if (this.#closing) for (const { resolve } of left.splice(0)) resolve(undefined);
    if (!this.#obeyed) for (const { reject } of left.splice(0)) reject(new Error(`la façade ne démarre pas${reason}`));
    this.#ended = this.#closing || !this.#obeyed;
    if (this.#ended) return;
    if (this.#socketGiven) process.exit(1);
    this.#worker = this.#start();
    // Files of what is withheld are no longer there.
    if (this.#shown) this.#restore({ do: 'show', build: lacking(this.#shown, this.#withheld) });
    if (this.#listening) this.#restore(this.#listening);
    for (const one of left) this.#give(one);
  }

  #restore(order: Order): void {
    const reject = ({ message }: Error) => {
      this.#log.print(`✗ La nouvelle façade n’a pas pu reprendre (${message}).`);
      if (order.do === 'listen') void this.#worker.terminate(); // The next one tries again.
    };
    this.#give({ order, restoring: true, resolve: () => undefined, reject });
  }

  #ask(order: Order): Promise<Value> {
    return new Promise((resolve, reject) => this.#give({ order, restoring: false, resolve, reject }));
  }

  #give(waiting: Waiting): void {
    this.#asked += 1;
    this.#waiting.set(this.#asked, waiting);
    this.#worker.postMessage({ number: this.#asked, ...waiting.order } satisfies Numbered);
  }

  #hear({ number, value, fault }: Report): void {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    this.#obeyed = true;
    if (fault) waiting?.reject(Object.assign(new Error(fault.message), fault));
    else waiting?.resolve(value);
  }
}

/**
 * Starts the thread, which shows nothing yet and does not listen.
 * @param script what runs in it: in-thread.ts, which a test may surround
 */
export function startFront(setting: Setting, log: Log, script = new URL('in-thread.ts', import.meta.url)): FrontThread {
  return new Hold(setting, log, script);
}
