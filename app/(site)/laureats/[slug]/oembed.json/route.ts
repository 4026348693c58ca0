/** How another site shows the plaque, for programs that ask in oEmbed. */
import { notFound } from 'next/navigation';
import { oembed } from '../../../../../components/site/oembed.ts';
import { findLaureate } from '../../../../../server/published/laureates.ts';
import { site } from '../../../../../server/published/site.ts';

export const dynamic = 'force-dynamic';

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const laureate = await findLaureate((await params).slug);
  if (!laureate) notFound();
  return Response.json(oembed(await site(), laureate));
}
