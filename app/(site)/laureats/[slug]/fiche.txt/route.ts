/** A profile as plain text, with its notes. */
import { profileText } from '../../../../../components/site/press-text.ts';
import { findLaureate } from '../../../../../server/published/laureates.ts';
import { site } from '../../../../../server/published/site.ts';

export const dynamic = 'force-dynamic';

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const profile = await findLaureate((await params).slug);
  if (!profile) return new Response('Aucun lauréat n’est en ligne à cette adresse.\n', { status: 404 });
  return new Response(profileText(await site(), profile), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
