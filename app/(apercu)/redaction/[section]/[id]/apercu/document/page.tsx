/**
 * The document inside the frames of a preview: the public page, drawn from a draft or from what is online. Outside the
 * newsroom’s layout, since it must look like the public site; asks who is there like every other page, is never kept.
 */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PreviewDocument } from '../../../../../../../components/redaction/preview-document.tsx';
import { Missing } from '../../../../../../../server/editorial/demand.ts';
import { previewOf } from '../../../../../../../server/forms/views.ts';
import { listPages } from '../../../../../../../server/published/pages.ts';
import { site } from '../../../../../../../server/published/site.ts';
import { currentActor } from '../../../../../../../server/staff/request.ts';

export const dynamic = 'force-dynamic';

export const metadata: Metadata = { title: 'Aperçu', robots: { index: false, follow: false } };

type DocumentProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PreviewDocumentPage({ params, searchParams }: DocumentProps) {
  const actor = await currentActor();
  const { cote, teinte } = await searchParams;
  const side = cote === 'enligne' ? 'online' : 'draft';
  const { view } = await previewOf(actor, (await params).id, side).catch((error: unknown) => {
    if (error instanceof Missing) notFound();
    throw error;
  });
  const [around, texts] = await Promise.all([site(), listPages()]);
  return <PreviewDocument view={view} site={around} texts={texts} scheme={teinte === 'sombre' ? 'dark' : 'light'} />;
}
