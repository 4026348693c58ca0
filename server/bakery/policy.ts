/**
 * The content policy of baked pages: what a browser may load in their name (CSP Level 3).
 *
 * Promise: no script, nothing from elsewhere, no frame around; and of inline styles none but those named by their hash.
 */
import { createHash } from 'node:crypto';
import type { ManifestEntry } from './manifest.ts';

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
 */
export function contentPolicy(styles: readonly string[] = []): string {
  const styleSources = ["'self'", ...styles.map((hash) => `'${hash}'`)].join(' ');
  return (
    `default-src 'none'; style-src ${styleSources}; img-src 'self'; font-src 'self'; connect-src 'self'; ` +
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  );
}

/**
 * One policy for all these entries, as a line for nginx: included in a `server`, it sets `$content_policy`, to be sent
 * with `add_header Content-Security-Policy $content_policy always`. A hash changes with the application's build only,
 * so nginx is to be reloaded after each deployment, never after a publication.
 */
export function policyFile(entries: Iterable<ManifestEntry>): string {
  const styles = new Set([...entries].flatMap((entry) => entry.styles ?? []));
  return `set $content_policy "${contentPolicy([...styles].sort())}";\n`;
}
