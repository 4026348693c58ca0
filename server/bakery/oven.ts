/**
 * One bake: of the whole site, or of the pages just edited.
 *
 * Promise: when a bake succeeds the new site is online, whole; when it fails the site is as it was and the reason is a
 * sentence. A page that fails keeps its previous answer and is named; a withdrawn page never does.
 */
import { bringPublicFiles, carryOlderAssets } from './assets.ts';
import { bakeItem } from './item.ts';
import { type BakerySettings, Kitchen, type Timings } from './kitchen.ts';
import { type BrokenLink, brokenLinks, type PageLinks } from './links.ts';
import { arrange, type BakeFault, type BakeItem, type BakePlan, turnOf } from './plan.ts';
import { layOver } from './spare.ts';
import { type Build, currentBuild, putOnline } from './swap.ts';

/** A page that failed. `kept`: its address still answers as it did before. */
export type FailedPage = BakeFault & { kept: boolean };

export type BakeReport = {
  ok: true;
  kind: 'whole' | 'pages';
  /** Name of the build now online. */
  build: string;
  publicationNumber: number;
  /** Addresses asked for; files written anew; files carried over. */
  items: number;
  written: number;
  carried: number;
  failed: FailedPage[];
  /** Of a whole bake only. */
  brokenLinks: BrokenLink[];
  ms: Timings;
};

/** A bake that left the site as it was. `superseded`: given up for a newer one. `withdrawn`: see {@link withdrawnBy}. */
export type BakeFailure = { ok: false; superseded: boolean; message: string; withdrawn: string[] };

export type BakeResult = BakeReport | BakeFailure;

export type BakeOptions = {
  /** Gives the bake up between two pages. */
  signal?: AbortSignal;
  /** Receives a line in French every two seconds of a long bake. */
  onLine?: (line: string) => void;
  /** Called when the new site is online: the moment to serve it. */
  onOnline?: (report: BakeReport, build: Build) => Promise<void> | void;
};

/** Pages in hand at once: two are rendering, the others are being compressed or written. */
const inHand = 4;

/** Addresses of the present site that the plan withdraws, gone or no longer in it, and the archives that may hold them. */
function withdrawnBy(plan: BakePlan, kitchen: Kitchen): string[] {
  if (plan.partial) return [];
  const standing = new Set(plan.items.filter((item) => item.kind !== 'gone').map((item) => item.path));
  const withdrawn = [...(kitchen.previous?.manifest.entries ?? [])]
    .filter(([path, entry]) => entry.origin === 'rendered' && entry.status === 200 && !standing.has(path))
    .map(([path]) => path);
  return withdrawn.length > 0 ? [...withdrawn, ...archivesOf(plan)] : [];
}

const archivesOf = ({ items }: BakePlan) => items.filter(({ kind }) => kind === 'archive').map(({ path }) => path);

async function bakeItems(kitchen: Kitchen, items: BakeItem[], options: BakeOptions) {
  const failed: FailedPage[] = [];
  const pages: PageLinks[] = [];
  let done = 0;
  let spoke = performance.now();
  const worker = async (waiting: Iterable<BakeItem>) => {
    for (const item of waiting) {
      options.signal?.throwIfAborted();
      const { page, fault, kept = false } = await bakeItem(kitchen, item);
      if (page) pages.push(page);
      if (fault !== undefined) failed.push({ path: item.path, fault, kept });
      done += 1;
      if (performance.now() - spoke > 2000) {
        spoke = performance.now();
        options.onLine?.(`Cuisson : ${done} adresses sur ${items.length}`);
      }
    }
  };
  for (const turn of [0, 1, 2]) {
    const waiting = items.filter((item) => turnOf(item) === turn).values();
    // Every worker is waited for, even when one fails, so that none still writes in a folder being removed.
    const ends = await Promise.allSettled(Array.from({ length: inHand }, () => worker(waiting)));
    const broken = ends.find((end) => end.status === 'rejected');
    if (broken) throw broken.reason;
  }
  return { failed, pages };
}

/** Runs the work of a bake, then puts its build online and tells; or removes it and says why. */
async function bake(
  settings: BakerySettings,
  kitchen: Kitchen,
  plan: BakePlan,
  options: BakeOptions,
  work: () => Promise<{ build: Build; report: BakeReport }>,
): Promise<BakeResult> {
  let done: Awaited<ReturnType<typeof work>>;
  try {
    done = await kitchen.timed('total', async () => {
      const finished = await work();
      options.signal?.throwIfAborted();
      await putOnline(settings.siteDir, kitchen.name);
      return finished;
    });
  } catch (error) {
    await kitchen.draft.discard();
    const superseded = options.signal?.aborted === true;
    const message = superseded ? 'Cuisson abandonnée pour une plus récente.' : failureSentence(error);
    return { ok: false, superseded, message, withdrawn: withdrawnBy(plan, kitchen) };
  }
  await options.onOnline?.(done.report, done.build);
  return done.report;
}

function failureSentence(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'La cuisson a échoué : le disque est plein. Le site reste tel quel.';
  const reason = error instanceof Error ? error.message : String(error);
  return `La cuisson a échoué : ${reason}. Le site reste tel quel.`;
}

const noSite: BakeFailure = {
  ...{ ok: false, superseded: false, withdrawn: [] },
  message: 'Il n’y a pas de site dans lequel mettre cette page : la cuisson entière qui suit le refait.',
};

/** Bakes the whole site and puts it online. Older builds stay until they are swept. */
export async function bakeSite(
  settings: BakerySettings,
  plan: BakePlan,
  options: BakeOptions = {},
): Promise<BakeResult> {
  const kitchen = new Kitchen(settings, await currentBuild(settings.siteDir));
  return bake(settings, kitchen, plan, options, async () => {
    const { items, faults } = arrange(plan.items);
    const { failed, pages } = await bakeItems(kitchen, items, options);
    faults.push(...(await bringPublicFiles(kitchen)));
    await carryOlderAssets(kitchen);
    failed.push(...faults.map((fault) => ({ ...fault, kept: false })));
    const { publicationNumber } = plan;
    const until = plan.until ? { until: plan.until.toISOString() } : {};
    const { siteUrl, isDoor } = settings;
    const { entries } = kitchen.draft;
    const broken = brokenLinks(pages, { entries, siteUrl, isDoor });
    // Without a key it is rendered again, and its links told again, until they lead somewhere.
    for (const { page } of broken) delete entries.get(page)?.key;
    const build = await kitchen.seal({ publicationNumber, fingerprint: settings.fingerprint, ...until });
    const told = { publicationNumber, items: items.length, failed, brokenLinks: broken };
    return { build, report: reportOf(kitchen, { kind: 'whole', ...told }) };
  });
}

type Told = Pick<BakeReport, 'kind' | 'publicationNumber' | 'items' | 'failed' | 'brokenLinks'>;

function reportOf(kitchen: Kitchen, told: Told): BakeReport {
  const { name, written, carried, ms } = kitchen;
  return { ok: true, build: name, written, carried, ms, ...told };
}

/**
 * Bakes these addresses only, over the site as it is, and puts the result online. An address that the plan does not
 * hold is withdrawn; when one answers 410, archives are made anew too. What may follow (`follows`) waits for the whole
 * bake that must come next, since the site's publication number does not move; not when something is withdrawn. Older
 * builds stay until they are swept.
 */
export async function bakePages(
  settings: BakerySettings,
  plan: BakePlan,
  paths: string[],
  options: BakeOptions = {},
): Promise<BakeResult> {
  const previous = await currentBuild(settings.siteDir);
  if (!previous || previous.manifest.codeBuild !== settings.codeBuild) {
    return plan.partial ? noSite : bakeSite(settings, plan, options);
  }
  const kitchen = new Kitchen(settings, previous, settings.spare?.take(previous.name));
  kitchen.notFound = previous.manifest.notFound;
  const withdrawing = plan.items.some((item) => item.kind === 'gone' && paths.includes(item.path));
  const late = withdrawing ? plan.items.filter((item) => turnOf(item) > 0).map(({ path }) => path) : [];
  const waits = (item: BakeItem) =>
    !withdrawing && 'follows' in item && previous.manifest.entries.get(item.path)?.status === 200;
  const later = new Set(plan.items.filter(waits).map(({ path }) => path));
  const replaced = new Set([...paths, ...late].filter((path) => !later.has(path)));
  return bake(settings, kitchen, plan, options, async () => {
    const items = arrange(plan.items).items.filter((item) => item.kind !== 'not-found' && replaced.has(item.path));
    await kitchen.timed('write', () => layOver(kitchen.draft, previous, replaced));
    const { failed } = await bakeItems(kitchen, items, options);
    const { publicationNumber, fingerprint, until } = previous.manifest;
    const build = await kitchen.seal({ publicationNumber, fingerprint, ...(until !== undefined && { until }) });
    const told = { publicationNumber, items: items.length, failed, brokenLinks: [] };
    return { build, report: reportOf(kitchen, { kind: 'pages', ...told }) };
  });
}
