/** The plaque alone, to stand in a frame; of a withdrawn laureate the notice. */
import { notFound } from 'next/navigation';
import { cardPage, withdrawnCard } from '../../../../../components/site/card.ts';
import { findLaureate } from '../../../../../server/published/laureates.ts';
import { site } from '../../../../../server/published/site.ts';
import { findWithdrawn } from '../../../../../server/published/withdrawn.ts';

export const dynamic = 'force-dynamic';

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  const laureate = await findLaureate(slug);
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  if (!laureate) {
    const withdrawn = (await findWithdrawn(`/laureats/${slug}`)) ?? notFound();
    return new Response(withdrawnCard(await site(), withdrawn), { status: 410, headers });
  }
  return new Response(cardPage(await site(), laureate), { headers });
}
