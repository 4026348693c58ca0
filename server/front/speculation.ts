/**
 * What browsers may fetch or render ahead (HTML Standard, « Speculation-Rules » header): the page of a link that is
 * pointed at or touched, never a file nor the back office.
 *
 * Promise: the rules stand in the header itself, as a `data:` address, so that no visit asks for a file of rules (which
 * shared the line with the fonts). Addresses in them are relative to the page, since such rules have no address.
 */
const where = {
  and: [
    { href_matches: '/*', relative_to: 'document' },
    { not: { href_matches: ['/*.*', '/redaction*', '/connexion*'], relative_to: 'document' } },
  ],
};
const ahead = [{ where, eagerness: 'moderate' }];

/** Signs that would end the header’s string, or mean something else in an address. */
const reserved = /["%#\\]/g;

/** The header’s value: one string of a list (RFC 9651). */
export const speculationRules = `"data:application/speculationrules+json,${JSON.stringify({
  prefetch: ahead,
  prerender: ahead,
}).replace(reserved, encodeURIComponent)}"`;
