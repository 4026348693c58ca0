/** Small numbers in words, as French typography asks in running text. */

const words = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(
  ' ',
);

/** « neuf » for 9, « 42 » for 42. */
export function inWords(count: number): string {
  return words[count] ?? String(count);
}

/** « 1 lauréat », « 3 lauréats »: the number and its noun kept together. */
export function counted(count: number, one: string, several: string): string {
  return `${count}\u00a0${count < 2 ? one : several}`;
}

/** « un lauréat », « neuf lauréats »: likewise, with the number in words. */
export function countedInWords(count: number, one: string, several: string): string {
  return `${inWords(count)}\u00a0${count < 2 ? one : several}`;
}

/** The text with a capital first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

/** « 412 ko », « 3,2 Mo »: bytes as readers weigh a file before they take it, in powers of a thousand. */
export function weight(bytes: number): string {
  const [amount, unit, digits] =
    bytes < 999_500 ? ([bytes / 1e3, 'ko', 0] as const) : ([bytes / 1e6, 'Mo', 1] as const);
  return `${amount.toLocaleString('fr-FR', { maximumFractionDigits: digits })}\u00a0${unit}`;
}
