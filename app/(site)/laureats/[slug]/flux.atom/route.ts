/** The feed of one laureate: its first publication, then its corrections. */
import { notFound } from 'next/navigation';
import { ATOM, atomFeed, laureateFeed } from '../../../../../components/site/atom.ts';
import { laureateNews } from '../../../../../server/published/news.ts';
import { site } from '../../../../../server/published/site.ts';

export const dynamic = 'force-dynamic';

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  const followed = await laureateNews(slug);
  if (!followed) notFound();
  const { iri: id, name, tagline: subtitle, news } = followed;
  const feed = { ...laureateFeed(slug, name), id, subtitle, follows: `/laureats/${slug}` };
  return new Response(atomFeed(await site(), feed, news), { headers: { 'content-type': ATOM } });
}
