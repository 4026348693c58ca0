/** The share picture of a page, drawn. Apart from pictures.ts, so that a page that only names its picture draws nothing. */
import { drawn } from '../pictures/studio.ts';
import { entryAt } from './addresses.ts';
import { findAward } from './awards.ts';
import { findCategory } from './categories.ts';
import { findEdition } from './editions.ts';
import { findLaureate } from './laureates.ts';
import {
  awardPicture,
  categoryPicture,
  editionPicture,
  laureatePicture,
  ownPictures,
  type SharePicture,
} from './pictures.ts';
import { type Site, site } from './site.ts';

/** The picture of one entry; undefined when it is not live, or of a kind without pictures. */
async function entryPicture(about: Site, kind: string, slug: string): Promise<SharePicture | undefined> {
  if (kind === 'laureate') return drawnFrom(await findLaureate(slug), (one) => laureatePicture(about, one));
  if (kind === 'edition') return drawnFrom(await findEdition(Number(slug)), (one) => editionPicture(about, one));
  if (kind === 'award') return drawnFrom(await findAward(slug), (one) => awardPicture(about, one));
  if (kind === 'category') return drawnFrom(await findCategory(slug), (one) => categoryPicture(about, one));
  return undefined;
}

function drawnFrom<Found>(found: Found | null, make: (found: Found) => SharePicture): SharePicture | undefined {
  return found === null ? undefined : make(found);
}

/** Draws the picture of a page. @returns its PNG, or null when no page with a picture is live at that path */
export async function drawPicture(page: string): Promise<Uint8Array | null> {
  const about = await site();
  const section = ownPictures(about).find((one) => one.page === page);
  const at = entryAt(page);
  const shared = section ?? (at && (await entryPicture(about, at.kind, at.slug)));
  return shared ? drawn(shared.picture) : null;
}
