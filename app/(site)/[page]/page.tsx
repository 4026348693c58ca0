import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Footnotes } from '../../../components/site/footnotes.ts';
import { Frame } from '../../../components/site/frame.tsx';
import { JsonLd } from '../../../components/site/json-ld.tsx';
import { readProse } from '../../../components/site/markdown.ts';
import { pageMetadata } from '../../../components/site/metadata.ts';
import { PageHead } from '../../../components/site/page-head.tsx';
import { Prose } from '../../../components/site/prose.tsx';
import { Published } from '../../../components/site/published.tsx';
import { pageGraph } from '../../../components/site/structured-data.ts';
import { findPage, type TextPage } from '../../../server/published/pages.ts';
import { furniture, home } from '../furniture.ts';

type Params = { params: Promise<{ page: string }> };

const described = ({ slug, title, description }: TextPage) => ({ path: `/${slug}`, title, description });

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const text = await findPage((await params).page);
  if (!text) notFound();
  return pageMetadata((await furniture()).site, described(text));
}

export default async function TextOfSite({ params }: Params) {
  const text = await findPage((await params).page);
  if (!text) notFound();
  const around = await furniture();
  const { number: version, publishedAt: changedAt } = text.version;
  const page = { ...described(text), changedAt, version };
  const trail = [home, { name: text.title, path: page.path }];
  return (
    <Frame {...around} path={page.path} trail={trail}>
      <div className="wall">
        <PageHead title={text.title}>
          <p>{text.description}</p>
        </PageHead>
        <div className="prose">
          <Prose blocks={readProse(text.body, [], new Footnotes())} linked />
          <Published version={text.version} />
        </div>
      </div>
      <JsonLd graph={pageGraph(around.site, page, trail)} />
    </Frame>
  );
}
