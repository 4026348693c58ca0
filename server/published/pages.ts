/** The texts kept as pages, with the publisher’s settings filled in: live rows only. */

import { reader } from '../database.ts';
import { type Env, env } from '../env.ts';
import { whileUnchanged } from './unchanged.ts';
import { type PublishedVersion, publishedVersion } from './version.ts';

export type TextLine = { slug: string; title: string };
export type TextPage = TextLine & { description: string; body: string; version: PublishedVersion };

/** What a reader sees where the operator left a setting empty. */
const EMPTY = 'information que l’exploitant de ce site n’a pas donnée';

/** Live texts, in the order of the footer. */
export const listPages = whileUnchanged('pages', async (): Promise<TextLine[]> => {
  const found = await reader().page.findMany({ include: { entry: true }, orderBy: { position: 'asc' } });
  return found.map(({ entry, title }) => ({ slug: entry.slug, title }));
});

/** The text at this slug, or null when none is live there. */
export async function findPage(slug: string): Promise<TextPage | null> {
  const row = await reader().page.findFirst({ where: { entry: { slug } }, include: { entry: true } });
  if (!row) return null;
  const { title, description, body } = row;
  return { slug, title, description, body: fillIn(body, env()), version: publishedVersion(row.entry) };
}

/**
 * Replaces `{{éditeur}}` and its like by the operator’s settings; an unknown token stays as it was typed. A setting that
 * ends with a full stop, before one of the text, gives one.
 */
export function fillIn(body: string, { publisher, siteUrl }: Pick<Env, 'publisher' | 'siteUrl'>): string {
  const values = new Map([
    ['éditeur', publisher.name],
    ['adresse', publisher.address],
    ['contact', publisher.contact],
    ['directeur', publisher.director],
    ['hébergeur', publisher.host],
    ['site', siteUrl],
  ]);
  return body.replace(/\{\{([^{}]+)\}\}(\.?)/g, (token, name: string, stop: string) => {
    const value = values.get(name.trim().normalize('NFC'));
    if (value === undefined) return token;
    const filled = value || EMPTY;
    return (stop ? filled.replace(/\.$/, '') : filled) + stop;
  });
}
