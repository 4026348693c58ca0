/**
 * Who acts. Every command takes an `Actor` first; the brand makes sure that only this folder can make one.
 *
 * Promise: an `Actor` in hand was proven (a session, or a command run on the server itself by its operator).
 */
import { randomUUID } from 'node:crypto';
import type { Role } from '../editorial/permissions.ts';

declare const proven: unique symbol;

export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The request (or command run) in whose name things are done; the journal keeps it. */
  readonly requestId: string;
  readonly [proven]: true;
};

/** The operator of the server, at its own console: seeding and upkeep act in this name. */
export function operator(): Actor {
  return { id: 'operator', name: 'Installation', role: 'administrator', requestId: randomUUID() } as Actor;
}
