/**
 * Text as it stands in XML or HTML, in an element or between double quotes.
 *
 * Promise: nothing of the text is read as a mark, and characters that XML 1.0 does not know (§ 2.2) are replaced.
 */

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (found) => escapes[found] ?? found);
}
