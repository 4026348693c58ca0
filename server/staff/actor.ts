/**
 * Who acts. Every command takes an `Actor` first; the brand makes sure that only this folder can make one.
 *
 * Promise: an `Actor` in hand was proven (a session, or a command run on the server itself by its operator).
 */
import { randomUUID } from 'node:crypto';
import type { Role } from '../editorial/permissions.ts';
import { clock, isAhead, minutes } from './clock.ts';

declare const proven: unique symbol;

export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The request (or command run) in whose name things are done; the journal keeps it. */
  readonly requestId: string;
  /** The session it was proven by; absent at the console. */
  readonly sessionId?: string;
  /** When the person last gave their password. */
  readonly provenAt?: Date;
  readonly [proven]: true;
};

/** The operator of the server, at its own console: seeding and upkeep act in this name. */
export function operator(): Actor {
  const who = { id: 'operator', name: 'Installation', role: 'administrator' as const };
  return { ...who, requestId: randomUUID(), provenAt: clock.now() } as Actor;
}

/** The password must be given again before this command. */
export class ProofNeeded extends Error {}

/** How long a password given again is good for accounts, second factors and erasures. */
const FRESH = minutes(10);

/** Whether the actor gave their password lately enough for what is sensitive. */
export function recentlyProven(actor: Actor): boolean {
  const { provenAt } = actor;
  return provenAt !== undefined && !isAhead(provenAt) && clock.now().getTime() - provenAt.getTime() <= FRESH;
}

/** @throws {ProofNeeded} when the password was given too long ago. */
export function requireRecentProof(actor: Actor): void {
  if (!recentlyProven(actor))
    throw new ProofNeeded('Confirmez d’abord que c’est bien vous, avec votre mot de passe, puis recommencez.');
}
