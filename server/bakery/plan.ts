/**
 * What a bake makes: every public address of the site and what stands there.
 *
 * Promise: `arrange` gives each address once, withdrawals first, and names every item that cannot be baked; `fileFor`
 * gives the file of an address, always inside the public folder.
 */

/**
 * `key` stands for all that the bytes depend on: while it stays the same, the earlier file is carried over and nothing is
 * rendered. `words` stands for all but the code and the settings: the fingerprint of the site must be the same too.
 * `follows`: when it stands already, a quick bake of edited addresses leaves it to the whole bake that comes after.
 */
type Keyed = { key?: string; words?: string; follows?: true };

type PageWays = { sheet?: 'linked'; framable?: boolean; about?: string[]; once?: boolean };

/** One public address. `ask` is the path asked of the renderer, when it is not the address itself. */
export type BakeItem =
  /**
   * An HTML page: the renderer answers 200, and the page is frozen. Its style sheet is written into it, unless `sheet`
   * says `linked`: a page that is never baked again then needs no hash of an old style in the policy. `framable`: it
   * may stand in other sites’ pages. `about` names archives: the page comes after them, and the renderer is told, by
   * address, their bytes and how many files they hold (`?archive=/a.zip:2048:9`). `once`: rendered
   * once ever for its key; the bytes and what they need are then kept for ever (see once.ts).
   */
  | ({ kind: 'page'; path: string; ask?: string } & Keyed & PageWays)
  /** Anything rendered that is not HTML: sitemap, feeds, data, pictures. Kept byte for byte, with the renderer's type. */
  | ({ kind: 'file'; path: string; ask?: string } & Keyed)
  /** A ZIP of the files baked at these addresses, under one folder; dated `at`. See archive.ts. */
  | { kind: 'archive'; path: string; folder: string; at: Date; holds: { name: string; path: string }[] }
  /** Answers 301 towards `to`, a path of this site. */
  | { kind: 'redirect'; path: string; to: string }
  /** Withdrawn: answers 410 with the page the renderer gives (200, 404 or 410), never with an earlier file; `framable` as above. */
  | { kind: 'gone'; path: string; ask?: string; framable?: boolean }
  /** The page of every unknown address, answered 404; the renderer shows it at `path` (200 or 404). */
  | { kind: 'not-found'; path: string };

/**
 * The whole site at one moment. `publicationNumber` is read before anything is rendered, so that a publication made
 * during the bake leaves the site behind and therefore baked again.
 */
export type BakePlan = {
  publicationNumber: number;
  items: BakeItem[];
  /** When the site next changes by itself: an announcement expires. */
  until?: Date | null;
  /** Only what stands at the addresses asked for: says nothing of others, and none of them is withdrawn. */
  partial?: true;
};

/** An address and what is wrong with it, in French for the people who publish. */
export type BakeFault = { path: string; fault: string };

/** Unreserved and sub-delimiter characters of RFC 3986 only: such a path has one spelling, in a URL and on a disk. */
const plainPath = /^(?:\/|(?:\/[A-Za-z0-9_~!$&'()*+,;=:@.-]+)+)$/;

/** Whether a path is an absolute, canonical path of this site: no `.` or `..` segment, nothing to decode. */
export function isPlainPath(path: string): boolean {
  return plainPath.test(path) && path.length <= 512 && !/\/\.{1,2}(?:\/|$)/.test(path);
}

const order: Record<BakeItem['kind'], number> = { gone: 0, redirect: 1, 'not-found': 2, page: 3, file: 3, archive: 4 };

/** When an item's turn comes: an archive waits for what it holds, and a page about an archive waits for it. */
export function turnOf(item: BakeItem): 0 | 1 | 2 {
  if (item.kind === 'archive') return 1;
  return item.kind === 'page' && item.about !== undefined ? 2 : 0;
}

function faultOf(item: BakeItem, taken: Set<string>): string | undefined {
  if (!isPlainPath(item.path)) return 'cette adresse n’est pas un chemin simple';
  if (item.kind === 'redirect' && !isPlainPath(item.to.split('#')[0] ?? '')) {
    return `la destination « ${item.to} » n’est pas un chemin du site`;
  }
  if ((item.kind === 'file' || item.kind === 'archive') && !/\.[a-z0-9]+$/.test(item.path))
    return 'un fichier doit porter une extension';
  if (taken.has(item.path)) return 'cette adresse est demandée deux fois';
  return item.kind !== 'redirect' && taken.has(fileFor(item))
    ? `son fichier (${fileFor(item)}) est déjà pris`
    : undefined;
}

/** Puts withdrawals first and keeps each address once; what cannot be baked is named. */
export function arrange(items: BakeItem[]): { items: BakeItem[]; faults: BakeFault[] } {
  const taken = new Set<string>();
  const kept: BakeItem[] = [];
  const faults: BakeFault[] = [];
  for (const item of [...items].sort((a, b) => order[a.kind] - order[b.kind])) {
    const fault = faultOf(item, taken);
    if (fault) faults.push({ path: item.path, fault });
    else {
      taken.add(item.path);
      if (item.kind !== 'redirect') taken.add(fileFor(item));
      kept.push(item);
    }
  }
  return { items: kept, faults };
}

/**
 * The file of an item, relative to the folder of a build. Public files lie under `public/` so that any file server can
 * be pointed there; the pages of withdrawn addresses lie outside it, so that such a server answers 404 and not 200.
 */
export function fileFor(item: BakeItem): string {
  if (item.kind === 'not-found') return 'public/404.html';
  if (item.kind === 'file' || item.kind === 'archive') return `public${item.path}`;
  const name = item.path === '/' ? '/index' : item.path;
  return `${item.kind === 'gone' ? 'gone' : 'public'}${name}.html`;
}
