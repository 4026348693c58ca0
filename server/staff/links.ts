/**
 * One-time links: an invitation, or a way to choose a new password.
 *
 * Promise: a link works once and for a while; a newer one ends the former ones; only the SHA-256 of its token is kept,
 * so it can be shown or sent only by whoever asked for it.
 */
import { randomUUID } from 'node:crypto';
import { reader, type Transaction } from '../database.ts';
import { env } from '../env.ts';
import { clock, days, fromNow, hours, minutes } from './clock.ts';
import { digest, looksLikeToken, newToken } from './tokens.ts';

export type Purpose = 'invitation' | 'reset';

const lifetimes: Record<Purpose, number> = { invitation: days(7), reset: hours(24) };

/** A link as it is given to its maker. */
export type Link = { purpose: Purpose; url: string; expiresAt: Date };

/** Makes the account's only usable link: to accept an invitation, or once there is a password, to choose another. */
export async function makeLink(tx: Transaction, account: { id: string; passwordHash: string | null }): Promise<Link> {
  await endLinks(tx, account.id);
  const purpose: Purpose = account.passwordHash === null ? 'invitation' : 'reset';
  const token = newToken();
  const expiresAt = fromNow(lifetimes[purpose]);
  const row = { id: randomUUID(), tokenHash: digest(token), accountId: account.id, purpose };
  await tx.oneTimeLink.create({ data: { ...row, createdAt: clock.now(), expiresAt } });
  return { purpose, url: `${env().siteUrl}/connexion/invitation/${token}`, expiresAt };
}

/** Ends every link of the account that was not used. */
export async function endLinks(tx: Transaction, accountId: string): Promise<void> {
  await tx.oneTimeLink.updateMany({ where: { accountId, usedAt: null }, data: { usedAt: clock.now() } });
}

const usable = (token: string) => ({
  tokenHash: digest(token),
  usedAt: null,
  expiresAt: { gt: clock.now() },
  createdAt: { lte: fromNow(minutes(1)) }, // See isAhead.
  account: { disabledAt: null },
});

/** Whom a link is for, while it works; reading does not use it up. */
export async function readLink(token: string): Promise<{ purpose: Purpose; name: string; email: string } | undefined> {
  if (!looksLikeToken(token)) return undefined;
  const row = await reader().oneTimeLink.findFirst({ where: usable(token), include: { account: true } });
  return row ? { purpose: row.purpose as Purpose, name: row.account.name, email: row.account.email } : undefined;
}

/** Whose link this was, when it was one and does not work any more. */
export async function ownerOfDead(token: string): Promise<string | undefined> {
  if (!looksLikeToken(token)) return undefined;
  return (await reader().oneTimeLink.findUnique({ where: { tokenHash: digest(token) } }))?.accountId;
}

/** Uses a link up. @returns the account it was for, or nothing when it does not work (any more) */
export async function spendLink(tx: Transaction, token: string) {
  if (!looksLikeToken(token)) return undefined;
  const row = await tx.oneTimeLink.findFirst({ where: usable(token), include: { account: true } });
  if (!row) return undefined;
  await endLinks(tx, row.accountId);
  return { ...row.account, purpose: row.purpose as Purpose };
}
