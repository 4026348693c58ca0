/** What every public page says of the site itself: live rows only. */
import { reader } from '../database.ts';
import { env } from '../env.ts';
import { lastPublication } from './addresses.ts';
import { whileUnchanged } from './unchanged.ts';

export type Site = {
  name: string;
  subtitle: string;
  /** Origin of the public site, without a trailing slash. */
  url: string;
  /** The edition of the home page. */
  currentYear: number;
  publisherName: string;
  publisherContact: string;
  securityContact: string;
  lastPublishedAt: Date;
};

/** What the site’s own entry says. */
const ownWords = whileUnchanged('site', async () => {
  const row = await reader().setting.findFirst({ where: { entry: { slug: 'site' } } });
  if (!row) throw new Error('The entry « site » is not published: seed the store.');
  const edition = await reader().edition.findUniqueOrThrow({ where: { entryId: row.editionId } });
  return { name: row.name, subtitle: row.subtitle, currentYear: edition.year };
});

/** @throws when the site’s own entry is not published: the store was not seeded. */
export async function site(): Promise<Site> {
  const { publisher, siteUrl, securityContact } = env();
  return {
    ...{ ...(await ownWords()), url: siteUrl, securityContact },
    ...{ publisherName: publisher.name, publisherContact: publisher.contact },
    lastPublishedAt: (await lastPublication()).at,
  };
}
