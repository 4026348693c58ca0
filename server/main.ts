/**
 * The process that serves the site.
 *
 * Promise: `startSite` answers from the present bake at once when it is current; otherwise it bakes before it listens,
 * and when that fails serves the present bake without what was withdrawn since. It never serves a folder that another
 * process serves. Whatever prevents it is a `StartError`, one French sentence with the remedy.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Application } from './application.ts';
import { watchExpiry } from './bakery/expiry.ts';
import { planOf } from './bakery/pages-plan.ts';
import { openBakery } from './bakery/present.ts';
import { bakePublished } from './bakery/publications.ts';
import { BakeQueue } from './bakery/queue.ts';
import { type Build, currentBuild } from './bakery/swap.ts';
import { closeStore, databaseFile } from './database.ts';
import { onPublication } from './editorial/announcement.ts';
import { env } from './env.ts';
import { isDoor } from './front/doors.ts';
import { openReception } from './front/reception.ts';
import { type FrontThread as Front, startFront } from './front/thread.ts';
import { openLog } from './log.ts';
import { cannotListen, checkPort, holding, readCodeBuild, takeDataFolder } from './start/checks.ts';
import { bakeFirst, readPlan, showCurrent } from './start/first-site.ts';
import { giveMeasures } from './start/measuring.ts';
import { type SiteOptions, Starting, seconds } from './start/starting.ts';
import { checkSecretKey, checkStore } from './start/store.ts';
import { lookAfter } from './start/upkeep.ts';
import { causeOf, healthDoors, openReadiness } from './upkeep/readiness.ts';
import { keepBackups } from './upkeep/schedule.ts';

export type Site = {
  /** Where it answers, such as `http://localhost:3000`. */
  address: string;
  front: Front;
  bakery: BakeQueue;
  /** Resolves when the doors answer too; rejects when the application could not start. */
  application: Promise<Application>;
  /** Stops accepting, finishes, closes. */
  close: () => Promise<void>;
};

/** Opens the application’s side of the doors; there health is told whatever became of the application. */
async function openDoors(starting: Starting) {
  const { dataDir, siteUrl } = starting.options;
  const application = () => starting.application();
  const readiness = openReadiness({ dataDir, file: databaseFile(dataDir), application });
  const doors = await openReception(dataDir, {
    ...{ siteUrl, own: healthDoors(readiness), cause: () => causeOf(readiness) },
    application: async () => (await application()).handle,
  });
  starting.opened(doors.close);
  return doors;
}

/** Listens where it was told to. @returns the site’s address on this machine @throws {StartError} */
async function listen(front: Front, { host, port, socket }: SiteOptions): Promise<string> {
  const given = await front.listen(host, port, socket).catch((error: Error) => {
    throw cannotListen(error, { host, port });
  });
  return `http://${host.includes(':') ? `[${host}]` : host}:${given}`;
}

async function open(starting: Starting): Promise<Site> {
  const { held, projectDir, dataDir, host, port, socket, siteUrl, plan, settings } = starting.options;
  starting.opened(held ?? (await takeDataFolder(dataDir)));
  if (socket === undefined) await checkPort(host, port);
  const codeBuild = await readCodeBuild(projectDir);
  const shape = JSON.stringify([codeBuild, siteUrl, settings]);
  const fingerprint = createHash('sha256').update(shape).digest('hex');
  const siteDir = path.join(dataDir, 'site');
  const present = await currentBuild(siteDir);
  const application = () => starting.application();
  const { proxies } = env().office;
  const doors = await openDoors(starting);
  const log = { print: starting.print, request: starting.options.request ?? (() => undefined) };
  const front = startFront({ siteUrl, proxies, socket: doors.socket }, log);
  const staticDir = path.join(projectDir, '.next', 'static');
  const publicDir = path.join(projectDir, 'public');
  const show = (build: Build) => front.show(build);
  const expiry = watchExpiry(present, show, () => void bakery.bakeWhole());
  starting.opened(expiry.close);
  const bakery: BakeQueue = new BakeQueue({
    ...{ siteDir, staticDir, publicDir, codeBuild, fingerprint, siteUrl, isDoor, plan, online: present },
    render: async (page) => (await application()).render(page),
    onBuild: expiry.show,
    onWithheld: (paths) => front.withhold(paths),
    onLine: starting.print,
  });
  starting.opened(() => bakery.idle());
  openBakery(bakery);
  starting.opened(async () => openBakery(undefined));
  starting.opened(() => front.close());
  const current = await showCurrent(front, present, await readPlan(starting, present), fingerprint);
  if (!current) {
    await application();
    await bakeFirst(starting, bakery, front, present);
  }
  const address = await listen(front, starting.options);
  // After an action that redirects, Next asks itself for the next page: over the loopback, not through the public name.
  process.env.__NEXT_PRIVATE_ORIGIN = address;
  const running = application();
  running.catch((error: Error) =>
    starting.print(`✗ L’application ne démarre pas (${error.message}) : les pages publiques restent servies.`),
  );
  return { address, front, bakery, application: running, close: () => starting.close() };
}

/** Starts the site. @throws {StartError} with everything closed again */
export async function startSite(options: SiteOptions): Promise<Site> {
  const starting = new Starting(options);
  const since = performance.now();
  try {
    const site = await open(starting);
    starting.print(`✓ Le site répond : ${site.address} (${seconds(since)})`);
    return site;
  } catch (error) {
    await starting.close();
    throw error;
  }
}

/**
 * Serves the site that the environment describes, until SIGTERM or SIGINT.
 * @param held how to give the data folder back, when it was taken before: see `holding`
 * @throws {StartError | InvalidEnvironment}
 */
export async function serve(held?: () => Promise<void>): Promise<void> {
  const { dataDir, host, port, siteUrl, office: _, backups, watch, ...settings } = env();
  const { print, request } = openLog(watch.logFormat);
  await checkSecretKey();
  const projectDir = path.join(import.meta.dirname, '..');
  const start = { held, projectDir, dataDir, host, port, socket: watch.socket, siteUrl, settings, plan: planOf };
  const site = await startSite({ ...start, print, request });
  const stopMeasuring = await giveMeasures(site.front);
  onPublication((news) => bakePublished(site.bakery, news, print));
  void lookAfter(site.bakery, dataDir, print);
  const schedule = keepBackups(backups, print);
  const stop = () => {
    // Ten seconds is what service managers give before they kill.
    setTimeout(() => process.exit(0), 9500).unref();
    schedule.close();
    void stopMeasuring()
      .then(site.close)
      .then(closeStore)
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

if (import.meta.main) {
  try {
    await holding(env().dataDir, async (held) => {
      await checkStore();
      await serve(held);
    });
  } catch (error) {
    console.error(`✗ ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
