/** A migration cannot be made or applied; the message is a sentence in French that names the remedy. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}
