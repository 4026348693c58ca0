/** The citation of the profile online at a slug, as a file in the form `write` gives; 404 when there is none. */
import { notFound } from 'next/navigation';
import { type Cited, citedProfile } from '../../../../components/site/citation.ts';
import { findLaureate } from '../../../../server/published/laureates.ts';
import { site } from '../../../../server/published/site.ts';

export type CitationParams = { params: Promise<{ slug: string }> };

export async function answerCitation(
  params: CitationParams['params'],
  write: (cited: Cited) => string,
  type: string,
): Promise<Response> {
  const profile = await findLaureate((await params).slug);
  if (!profile) notFound();
  return new Response(write(citedProfile(await site(), profile)), { headers: { 'content-type': type } });
}
