/**
 * Who is at the door: what pages and actions of the application ask first. Only doors load this module.
 *
 * Promise: nobody gets an `Actor` without a session that proved everything; an action asked for from another site, or
 * from nowhere, is refused before anything else is looked at; after signing in one is led only to a page of the newsroom.
 */
import { randomUUID } from 'node:crypto';
import { refresh } from 'next/cache';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { Forbidden } from '../editorial/permissions.ts';
import { env } from '../env.ts';
import { requestNames } from '../front/entrance.ts';
import { actionBegan, pageWithheld } from '../front/office.ts';
import type { Actor } from './actor.ts';
import { deviceOf } from './device.ts';
import type { Answer } from './forms.ts';
import { sessionCookie } from './session-cookie.ts';
import { actorOf, findSession, type Signed, sessionTimes } from './sessions.ts';
import type { Visitor } from './visitor.ts';

/** What is known of this request before any account. */
export async function visitor(): Promise<Visitor> {
  const given = await headers();
  return {
    address: given.get(requestNames.address) ?? 'unknown',
    device: deviceOf(given.get('user-agent')),
    requestId: given.get(requestNames.id) ?? randomUUID(),
  };
}

/** The session of this browser, however far it has proven itself. */
export async function currentSession(): Promise<Signed | undefined> {
  return findSession((await cookies()).get(sessionCookie(env().siteUrl).name)?.value);
}

/** Where somebody may be led after signing in: a page of the newsroom, or else its desk. */
export function safeTarget(suite: unknown): string {
  return typeof suite === 'string' && /^\/redaction(\/[a-z0-9][\w-]*)*$/i.test(suite) && suite.length <= 200
    ? suite
    : '/redaction';
}

/** Where a session goes next: on, or to what it must still prove. */
export function nextStep(signed: Signed | undefined, suite: unknown): string {
  const target = safeTarget(suite);
  if (signed?.standing === 'full') return target;
  const step = signed ? { code: '/connexion/code', setUp: '/connexion/second-facteur' }[signed.standing] : '/connexion';
  return target === '/redaction' ? step : `${step}?suite=${encodeURIComponent(target)}`;
}

/** Who looks at this page of the newsroom; anybody else is led to sign in and back. */
export async function currentActor(): Promise<Actor> {
  const signed = await currentSession();
  const actor = signed && actorOf(signed, (await visitor()).requestId);
  if (actor) return actor;
  redirect(nextStep(signed, (await headers()).get(requestNames.path)));
}

/** Refuses what a page of another site, or no page at all, asks for. @throws {Forbidden} */
export async function requireOwnOrigin(): Promise<void> {
  actionBegan((await headers()).get(requestNames.id));
  if ((await headers()).get('origin') !== env().siteUrl)
    throw new Forbidden(`Cette demande ne vient pas d’une page de ${env().siteUrl}.`);
}

/** Says that this page is not for the role of whoever asked: the front answers 403. */
export async function withhold(): Promise<void> {
  pageWithheld((await headers()).get(requestNames.id));
}

/** Who asks for this action. @throws {Forbidden} when it was not asked for from our own pages */
export async function actionActor(): Promise<Actor> {
  await requireOwnOrigin();
  return currentActor();
}

/** The session that asks for this action, with what is known of the request. @throws {Forbidden} as above */
export async function actionSession(): Promise<{ signed: Signed; visitor: Visitor; actor: Actor | undefined }> {
  await requireOwnOrigin();
  const [signed, asking] = await Promise.all([currentSession(), visitor()]);
  if (!signed) redirect('/connexion');
  return { signed, visitor: asking, actor: actorOf(signed, asking.requestId) };
}

/** Gives this browser the token of its session. */
export async function keepToken(token: string): Promise<void> {
  const maxAge = sessionTimes.absolute / 1000;
  (await cookies()).set({ ...sessionCookie(env().siteUrl), value: token, maxAge });
}

/** Takes it away. */
export async function dropToken(): Promise<void> {
  (await cookies()).set({ ...sessionCookie(env().siteUrl), value: '', maxAge: 0 });
}

/** Says what an action did, over a page that is read anew. */
export function changed(done: string, more: Partial<Answer> = {}): Partial<Answer> {
  refresh();
  return { done, ...more };
}
