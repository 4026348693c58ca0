/**
 * Who may do what: the one table that both shows buttons and refuses commands.
 *
 * Promise: `may` answers from the table alone; `authorize` throws `Forbidden` when it says no.
 */
export type Role = 'contributor' | 'publisher' | 'administrator';

const everyone: readonly Role[] = ['contributor', 'publisher', 'administrator'];
const publishers: readonly Role[] = ['publisher', 'administrator'];
const administrators: readonly Role[] = ['administrator'];

/** Every verb a command may ask for, and the roles that have it. The page « Qui peut quoi » shows this very table. */
export const allowed = {
  read: everyone,
  saveDraft: everyone,
  createEntry: everyone,
  bin: everyone,
  writeNote: everyone,
  setReviewDate: everyone,
  publish: publishers,
  withdraw: publishers,
  putBack: publishers,
  rename: publishers,
  restore: publishers,
  manageCategories: publishers,
  manageSettings: administrators,
  managePeople: administrators,
  readJournal: administrators,
} as const satisfies Record<string, readonly Role[]>;

export type Verb = keyof typeof allowed;

/** The actor's role does not allow the verb. */
export class Forbidden extends Error {}

export function may(actor: { role: Role }, verb: Verb): boolean {
  return (allowed[verb] as readonly Role[]).includes(actor.role);
}

/** @throws {Forbidden} when the actor may not. */
export function authorize(actor: { role: Role }, verb: Verb): void {
  if (!may(actor, verb)) throw new Forbidden(`Votre rôle ne permet pas cette action (${verb}).`);
}
