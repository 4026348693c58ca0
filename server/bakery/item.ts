/**
 * One address of the plan, baked.
 *
 * Promise: an item is in the build, or its fault is named. A page that fails keeps the answer it had; a withdrawn one
 * never does: without a page of its own it answers 410 with the page of unknown addresses.
 */
import { bakeArchive } from './archive.ts';
import { bringAssets, sheetText } from './assets.ts';
import { type Frozen, freeze } from './freeze.ts';
import type { Kitchen } from './kitchen.ts';
import type { PageLinks } from './links.ts';
import type { ManifestEntry } from './manifest.ts';
import { bakeOnce } from './once.ts';
import { type BakeItem, fileFor } from './plan.ts';
import { type Rendered, RenderRefused } from './render.ts';

/** What became of an item. `kept`: its address still answers as it did before. */
export type Baked = { page?: PageLinks; fault?: string; kept?: boolean };

type RenderedItem = Exclude<BakeItem, { kind: 'redirect' | 'archive' }>;

const statusOf = { page: 200, file: 200, gone: 410, 'not-found': 404 } as const;
const accepted: Record<RenderedItem['kind'], number[]> = {
  page: [200],
  file: [200],
  gone: [200, 404, 410],
  'not-found': [200, 404],
};

/** The path asked of the renderer, with what it is told of the archives of this bake. */
function askedFor(kitchen: Kitchen, item: RenderedItem): string {
  const path = 'ask' in item && item.ask !== undefined ? item.ask : item.path;
  const about = (item.kind === 'page' && item.about) || [];
  const told = about.flatMap((address) => {
    const archive = kitchen.archives.get(address);
    return archive ? `archive=${address}:${archive.bytes}:${archive.files}` : [];
  });
  return told.length > 0 ? `${path}?${told.join('&')}` : path;
}

async function ask(kitchen: Kitchen, item: RenderedItem): Promise<Rendered | string> {
  try {
    const rendered = await kitchen.render(askedFor(kitchen, item));
    return accepted[item.kind].includes(rendered.status) ? rendered : `le rendu a répondu ${rendered.status}`;
  } catch (error) {
    if (error instanceof RenderRefused) return error.message;
    throw error;
  }
}

/** The bytes of an item and what they refer to, or the fault. */
async function prepare(kitchen: Kitchen, item: RenderedItem, rendered: Rendered) {
  const type = rendered.headers['content-type'] ?? '';
  const isHtml = type.startsWith('text/html');
  if (item.kind === 'file') {
    if (isHtml || type === '') return `un fichier rendu avec le type « ${type} »`;
    return { bytes: rendered.body, type, frozen: undefined };
  }
  if (!isHtml) return `une page rendue avec le type « ${type} »`;
  const linked = item.kind === 'page' && item.sheet === 'linked';
  const read = linked ? undefined : (address: string) => sheetText(kitchen, address);
  const frozen: Frozen = await kitchen.timed('freeze', () => freeze(rendered.body.toString('utf8'), read));
  if (!frozen.ok) return frozen.faults.join(' ; ');
  const missing = await bringAssets(kitchen, frozen.assets);
  if (missing.length > 0) return `fichiers introuvables : ${missing.join(', ')}`;
  return { bytes: Buffer.from(frozen.html), type: 'text/html; charset=utf-8', frozen };
}

function earlierOf(kitchen: Kitchen, item: BakeItem): ManifestEntry | undefined {
  const last = kitchen.previous?.manifest;
  return item.kind === 'not-found' ? last?.notFound : last?.entries.get(item.path);
}

function enter(kitchen: Kitchen, item: BakeItem, entry: ManifestEntry): void {
  if (item.kind === 'not-found') kitchen.notFound = entry;
  else kitchen.draft.entries.set(item.path, entry);
}

/** An answer without a body of its own: a redirection, or a withdrawal whose page failed. */
function bodiless(status: 301 | 410, location?: string): ManifestEntry {
  const empty = { type: '', file: '', sha256: '', size: 0, compressed: {} };
  return { status, ...empty, origin: 'rendered', cache: 'revalidate', ...(location !== undefined && { location }) };
}

async function fallBack(kitchen: Kitchen, item: RenderedItem, fault: string): Promise<Baked> {
  if (item.kind === 'gone') {
    enter(kitchen, item, bodiless(410));
    return { fault, kept: false };
  }
  const earlier = earlierOf(kitchen, item);
  if (!earlier) return { fault, kept: false };
  await bringAssets(kitchen, earlier.uses ?? []);
  const kept = await kitchen.keep(earlier);
  if (kept) enter(kitchen, item, kept);
  return { fault, kept: kept !== undefined };
}

/** All that an item’s bytes depend on; `undefined` when the plan does not tell. */
function keyOf({ fingerprint }: Kitchen, item: BakeItem): string | undefined {
  if (item.kind !== 'page' && item.kind !== 'file') return undefined;
  return item.key ?? (item.words === undefined ? undefined : `${fingerprint} ${item.words}`);
}

/** The earlier file of an item whose key did not change, kept with what it refers to. */
async function carried(kitchen: Kitchen, item: BakeItem): Promise<boolean> {
  const key = keyOf(kitchen, item);
  const earlier = earlierOf(kitchen, item);
  if (key === undefined || earlier?.key !== key || earlier.file !== fileFor(item)) return false;
  // Without one of its assets the page would not be whole: it is rendered anew.
  if ((await bringAssets(kitchen, earlier.uses ?? [])).length > 0) return false;
  const kept = await kitchen.keep(earlier);
  if (kept) enter(kitchen, item, kept);
  return kept !== undefined;
}

/** A page that is rendered once ever. Its links are told at that bake only: nobody could mend them afterwards. */
async function bakeForEver(kitchen: Kitchen, item: Extract<BakeItem, { kind: 'page' }>): Promise<Baked> {
  let links: string[] = [];
  const { entry, ids, fault } = await bakeOnce(kitchen, item, async () => {
    const rendered = await ask(kitchen, item);
    const ready = typeof rendered === 'string' ? rendered : await prepare(kitchen, item, rendered);
    if (typeof ready === 'string') return ready;
    links = ready.frozen?.links ?? [];
    return { bytes: ready.bytes, ids: ready.frozen?.ids ?? [], uses: ready.frozen?.assets ?? [] };
  });
  if (entry) enter(kitchen, item, entry);
  if (fault !== undefined) return { fault, kept: entry !== undefined };
  return ids ? { page: { path: item.path, links, ids } } : {};
}

/** Bakes one item into the build. @throws the system's error when the disk refuses */
export async function bakeItem(kitchen: Kitchen, item: BakeItem): Promise<Baked> {
  if (item.kind === 'redirect') {
    enter(kitchen, item, bodiless(301, item.to));
    return {};
  }
  if (item.kind === 'archive') return bakeArchive(kitchen, item);
  if (item.kind === 'page' && item.once) return bakeForEver(kitchen, item);
  if (await carried(kitchen, item)) return {};
  const rendered = await ask(kitchen, item);
  const ready = typeof rendered === 'string' ? rendered : await prepare(kitchen, item, rendered);
  if (typeof ready === 'string') return fallBack(kitchen, item, ready);
  const { bytes, type, frozen } = ready;
  const common = {
    status: statusOf[item.kind],
    type,
    file: fileFor(item),
    origin: 'rendered',
    cache: 'revalidate',
  } as const;
  const key = keyOf(kitchen, item);
  const needs = {
    ...(frozen && frozen.assets.length > 0 && { uses: frozen.assets }),
    ...(frozen && frozen.styles.length > 0 && { styles: frozen.styles }),
    ...('framable' in item && item.framable && { framable: true }),
    ...(key !== undefined && { key }),
  };
  enter(kitchen, item, await kitchen.store(bytes, { ...common, ...needs }, earlierOf(kitchen, item)));
  return frozen ? { page: { path: item.path, links: frozen.links, ids: frozen.ids } } : {};
}
