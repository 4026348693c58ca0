/** Sizes and moments as the people at the console read them. */

const format = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** « 23 nov. 2026, 13:55 », in Paris. */
export const moment = (date: Date) => format.format(date);

/** « 412 ko », « 3,2 Mo », « 1,2 Go »: bytes in powers of a thousand. */
export function weight(bytes: number): string {
  const [amount, unit] =
    bytes < 999_500 ? [bytes / 1e3, 'ko'] : bytes < 999_500_000 ? [bytes / 1e6, 'Mo'] : [bytes / 1e9, 'Go'];
  return `${amount.toLocaleString('fr-FR', { maximumFractionDigits: unit === 'ko' ? 0 : 1 })}\u00a0${unit}`;
}
