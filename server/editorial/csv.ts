/**
 * Tables for spreadsheets: RFC 4180, with the semicolons and the byte-order mark that French spreadsheets expect.
 *
 * Promise: no cell is ever a formula: one that begins with = + - @, a tab or a carriage return is made text by an
 * apostrophe (OWASP, CSV injection).
 */
function cell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The file of a table, its first row the names of the columns. */
export function csv(rows: (string | number)[][]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
}
