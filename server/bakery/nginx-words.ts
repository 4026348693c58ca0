/**
 * How a text and a choice are written in nginx’s configuration.
 *
 * Promise: what is quoted is read back as it was, and can neither end its line nor name a variable.
 */

/** What is compared and what is chosen, each as nginx reads it: quoted, a number or a variable. */
export type Pair = readonly [string, string];

/**
 * A text as nginx reads it back. None of our headers or addresses may hold `$`, which begins a variable there.
 * @throws when one does, or holds the end of a line
 */
export function quoted(text: string): string {
  if (/[$\r\n]/.test(text)) throw new Error(`nginx cannot be told: ${text}`);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** A `map` of nginx; what is not named gets `otherwise`. */
export function map(from: string, to: string, pairs: readonly Pair[], otherwise = '""'): string {
  const lines = [...new Set(pairs.map(([key, value]) => `  ${key} ${value};\n`))];
  return `map ${from} $palmares_${to} {\n  default ${otherwise};\n${lines.join('')}}\n`;
}
