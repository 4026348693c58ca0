/** What stands at a withdrawn address: the notice, never a word of what was there. Asked for by the bakery only. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Frame } from '../../../../components/site/frame.tsx';
import { WithdrawnNotice } from '../../../../components/site/withdrawn-notice.tsx';
import { findWithdrawn } from '../../../../server/published/withdrawn.ts';
import { furniture } from '../../furniture.ts';

type Params = { params: Promise<{ path: string[] }> };

const withdrawnAt = async ({ params }: Params) => findWithdrawn(`/${(await params).path.join('/')}`);

export async function generateMetadata(): Promise<Metadata> {
  const { site } = await furniture();
  return { title: `Page retirée — ${site.name}`, robots: { index: false } };
}

export default async function WithdrawnPage(props: Params) {
  const withdrawn = await withdrawnAt(props);
  if (!withdrawn) notFound();
  const around = await furniture();
  return (
    <Frame {...around}>
      <WithdrawnNotice {...withdrawn} />
    </Frame>
  );
}
