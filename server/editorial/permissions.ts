/**
 * Who may do what: the one table that both shows buttons and refuses commands.
 *
 * Promise: `may` answers from the table alone; `authorize` throws `Forbidden` when it says no.
 */
export type Role = 'contributor' | 'publisher' | 'administrator';
export type Verb = 'saveDraft' | 'publish';

const allowed: Record<Verb, readonly Role[]> = {
  saveDraft: ['contributor', 'publisher', 'administrator'],
  publish: ['publisher', 'administrator'],
};

/** The actor's role does not allow the verb. */
export class Forbidden extends Error {}

export function may(actor: { role: Role }, verb: Verb): boolean {
  return allowed[verb].includes(actor.role);
}

/** @throws {Forbidden} when the actor may not. */
export function authorize(actor: { role: Role }, verb: Verb): void {
  if (!may(actor, verb)) throw new Forbidden(`Votre rôle ne permet pas cette action (${verb}).`);
}
