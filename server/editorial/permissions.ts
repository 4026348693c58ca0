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
  answerReport: publishers,
  manageCategories: publishers,
  manageSettings: administrators,
  managePeople: administrators,
  readJournal: administrators,
  erase: administrators,
} as const satisfies Record<string, readonly Role[]>;

export type Verb = keyof typeof allowed;

/** The actor's role does not allow the verb: said to a person, who is told whom to ask. */
export class Forbidden extends Error {
  constructor(message = 'Votre rôle ne permet pas cette action : demandez à une personne qui publie ou administre.') {
    super(message);
  }
}

export function may(actor: { role: Role }, verb: Verb): boolean {
  return (allowed[verb] as readonly Role[]).includes(actor.role);
}

/** What everyone may do with any kind of entry, whoever keeps that kind. */
const open: readonly Verb[] = ['read', 'writeNote'];
const drafting: readonly Verb[] = [...open, 'createEntry', 'saveDraft', 'setReviewDate'];

/**
 * Every verb a command needs on an entry of that kind. Two kinds shape the whole site: themes are drafted by everyone
 * and otherwise kept by those who manage categories; the settings, drafts included, by those who manage settings.
 */
export function needed(verb: Verb, kind: string): Verb[] {
  if (kind === 'setting' && !open.includes(verb)) return [verb, 'manageSettings'];
  if (kind === 'category' && !drafting.includes(verb)) return [verb, 'manageCategories'];
  return [verb];
}

/** Whether the actor may do that to an entry of that kind: what shows or hides a button. */
export function mayOn(actor: { role: Role }, verb: Verb, kind: string): boolean {
  return needed(verb, kind).every((one) => may(actor, one));
}

/** @throws {Forbidden} when the actor may not. */
export function authorize(actor: { role: Role }, verb: Verb): void {
  if (!may(actor, verb)) throw new Forbidden();
}
