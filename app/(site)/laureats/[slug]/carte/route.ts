/** The plaque alone, to stand in a frame. */
import { notFound } from 'next/navigation';
import { cardPage } from '../../../../../components/site/card.ts';
import { findLaureate } from '../../../../../server/published/laureates.ts';
import { site } from '../../../../../server/published/site.ts';

export const dynamic = 'force-dynamic';

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const laureate = await findLaureate((await params).slug);
  if (!laureate) notFound();
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return new Response(cardPage(await site(), laureate), { headers });
}
