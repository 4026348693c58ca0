/**
 * The cookie that holds the token of a session: the only one of the site.
 *
 * Promise: no script reads it, no other site sends it with a form, no other host sets it (RFC 6265bis, `__Host-`).
 */

/** A plain name over plain http, where browsers refuse the prefix: only on the machine itself. */
const onThisMachine = /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/;

/** Its name and rules on the site at this origin. */
export function sessionCookie(siteUrl: string) {
  const local = onThisMachine.test(siteUrl);
  const name = local ? 'palmares' : '__Host-palmares';
  return { name, httpOnly: true, secure: !local, sameSite: 'lax' as const, path: '/' };
}
