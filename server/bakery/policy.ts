/**
 * The content policy of baked pages: what a browser may load in their name (CSP Level 3).
 *
 * Promise: no script, nothing from elsewhere, no frame around but that of a page made for
 * it; and of inline styles none but those named by their hash.
 */
import { createHash } from 'node:crypto';

/** Name of an inline style in a policy: `sha256-` and the base64 hash of its text, exactly as it stands in the page. */
export function styleHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/**
 * The policy of a document.
 *
 * `manifest-src` lets the site's own web manifest be read; the rest is the policy under which pages were tried.
 * `connect-src` opens nothing, since no script runs: it is for auditors' tools, which fetch robots.txt in the page's
 * name and count it as missing when they may not (Lighthouse 13).
 * @param styles the inline styles allowed, by {@link styleHash}
 * @param framable the page is made to stand in other sites’ pages
 */
export function contentPolicy(styles: readonly string[] = [], framable = false): string {
  const styleSources = ["'self'", ...styles.map((hash) => `'${hash}'`)].join(' ');
  return (
    `default-src 'none'; style-src ${styleSources}; img-src 'self'; font-src 'self'; connect-src 'self'; ` +
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; " +
    `frame-ancestors ${framable ? '*' : "'none'"}`
  );
}
