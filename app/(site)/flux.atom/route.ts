/** The feed of the whole site. */
import { ATOM, atomFeed, siteFeed } from '../../../components/site/atom.ts';
import { siteNews } from '../../../server/published/news.ts';
import { site } from '../../../server/published/site.ts';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const about = await site();
  const title = `${about.name}\u00A0: ${siteFeed.title.toLowerCase()}`;
  const { iri: id, news } = await siteNews();
  const feed = { ...siteFeed, title, id, subtitle: about.subtitle, follows: '/' };
  return new Response(atomFeed(about, feed, news), { headers: { 'content-type': ATOM } });
}
