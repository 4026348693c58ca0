/** A profile as data. */
import { profileJson } from '../../../../../components/site/press-data.ts';
import { findLaureate } from '../../../../../server/published/laureates.ts';
import { site } from '../../../../../server/published/site.ts';

export const dynamic = 'force-dynamic';

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const profile = await findLaureate((await params).slug);
  if (!profile) return new Response('Aucun lauréat n’est en ligne à cette adresse.\n', { status: 404 });
  return new Response(profileJson(await site(), profile), { headers: { 'content-type': 'application/json' } });
}
