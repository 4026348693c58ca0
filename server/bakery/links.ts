/**
 * The links between the pages of a baked site.
 *
 * Promise: every internal link that leads nowhere is reported with its page and its `href` as written: to an address
 * that is not baked nor a door of the application, to a withdrawn page, or to an anchor its page does not have.
 */
import type { ManifestEntry } from './manifest.ts';

/** What a page says about itself: its links as written, its ids. */
export type PageLinks = { path: string; links: string[]; ids: string[] };

export type BrokenLink = { page: string; href: string };

/** What the links are checked against. */
export type LinkTargets = {
  entries: ReadonlyMap<string, Pick<ManifestEntry, 'status' | 'location'>>;
  /** Origin of the public site: an absolute link to it is an internal one. */
  siteUrl: string;
  /** Whether the application itself answers at that path. */
  isDoor: (path: string) => boolean;
};

function anchorOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1); // A lone percent sign: the anchor is what is written.
  }
}

/** Checks the links of all pages. Anchors are checked on pages whose ids are known: those rendered in this bake. */
export function brokenLinks(pages: PageLinks[], targets: LinkTargets): BrokenLink[] {
  const ids = new Map(pages.map((page) => [page.path, new Set(page.ids)]));
  const leads = (page: string, href: string): boolean => {
    const url = URL.parse(href, targets.siteUrl + page);
    if (!url) return false;
    if (url.origin !== targets.siteUrl) return true;
    if (url.pathname === page) return hasAnchor(page, url.hash); // Also of a withdrawn page, which answers 410.
    const entry = targets.entries.get(url.pathname);
    if (!entry) return targets.isDoor(url.pathname);
    if (entry.status === 301) return targets.entries.get((entry.location ?? '').split('#')[0] ?? '')?.status === 200;
    return entry.status === 200 && hasAnchor(url.pathname, url.hash);
  };
  const hasAnchor = (page: string, hash: string): boolean => {
    const known = ids.get(page);
    return hash === '' || hash === '#' || known === undefined || known.has(anchorOf(hash));
  };
  return pages.flatMap(({ path: page, links }) =>
    links.filter((href) => !leads(page, href)).map((href) => ({ page, href })),
  );
}
