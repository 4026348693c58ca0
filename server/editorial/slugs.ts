/**
 * The last part of an entry’s address.
 *
 * Promise: `slugFault` says what keeps a slug from being an entry’s; a slug that was ever public belongs to one entry
 * of its kind for ever.
 */
import type { Reader } from '../database.ts';
import type { Kind } from './noun.ts';

/** An address may hold lower-case letters without accents, digits and single hyphens. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** First parts of addresses that are not a text’s: the site’s own sections and doors, and files of every baked folder. */
const sections = new Set(
  `laureats editions prix categories criteres sources presse donnees versions historique plan-du-site recherche
  connexion redaction api retire fichiers medias images partage flux embed introuvable
  signalements index 404`.split(/\s+/),
);

/** A slug made of a title: « Les talents d’Alphonse » → `les-talents-d-alphonse`. */
export function slugFor(title: string): string {
  const plain = title.normalize('NFKD').replace(/œ/gi, 'oe').replace(/æ/gi, 'ae').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-|-$/g, '');
}

/** What keeps the slug from being the entry’s; `undefined` when nothing does. `entryId` is the entry that asks. */
export async function slugFault(store: Reader, kind: Kind, slug: string, entryId: string): Promise<string | undefined> {
  if (!SLUG.test(slug) || slug.length > 80)
    return 'L’adresse compte des minuscules sans accent, des chiffres et des tirets, et 80 signes au plus.';
  if (kind === 'edition' && !/^[12]\d{3}$/.test(slug)) return 'L’adresse d’une édition est son année, comme « 2016 ».';
  if (kind === 'page' && sections.has(slug)) return `L’adresse « ${slug} » est celle d’une partie du site.`;
  const where = { kind_slug: { kind, slug } };
  const entry = await store.entry.findUnique({ where });
  const moved = await store.redirect.findUnique({ where });
  const taken = (entry && entry.id !== entryId) || (moved && moved.entryId !== entryId);
  return taken ? `L’adresse « ${slug} » est ou a été celle d’une autre fiche.` : undefined;
}
