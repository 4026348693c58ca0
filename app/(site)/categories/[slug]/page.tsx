import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CategoryLinks } from '../../../../components/site/category-links.tsx';
import { Frame } from '../../../../components/site/frame.tsx';
import { Gathering } from '../../../../components/site/gathering.tsx';
import { JsonLd } from '../../../../components/site/json-ld.tsx';
import { plainText } from '../../../../components/site/markdown.ts';
import { pageMetadata } from '../../../../components/site/metadata.ts';
import { laureateList, pageGraph } from '../../../../components/site/structured-data.ts';
import { type CategoryPage, findCategory, listCategories } from '../../../../server/published/categories.ts';
import { listLaureates } from '../../../../server/published/laureates.ts';
import { categoryPicture } from '../../../../server/published/pictures.ts';
import { furniture, home } from '../../furniture.ts';

type Params = { params: Promise<{ slug: string }> };

const described = ({ slug, name, description }: CategoryPage) => {
  return { path: `/categories/${slug}`, title: `${name}\u00a0: les lauréats`, description: plainText(description) };
};

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const category = await findCategory((await params).slug);
  if (!category) notFound();
  const { site } = await furniture();
  return pageMetadata(site, { ...described(category), picture: categoryPicture(site, category) });
}

export default async function ThemePage({ params }: Params) {
  const category = await findCategory((await params).slug);
  if (!category) notFound();
  const around = await furniture();
  const [laureates, categories] = await Promise.all([listLaureates({ category: category.slug }), listCategories()]);
  const { version, facts } = category;
  const told = { kind: 'CollectionPage' as const, version: version.number, facts };
  const page = { ...described(category), changedAt: version.publishedAt, ...told };
  const trail = [home, { name: 'Lauréats', path: '/laureats' }, { name: category.name, path: page.path }];
  return (
    <Frame {...around} section="laureats" path={page.path} trail={trail}>
      <Gathering
        title={category.name}
        subtitle="Un thème, choisi par la rédaction."
        {...category}
        laureates={laureates}
      >
        <CategoryLinks categories={categories} title="Tous les thèmes" current={category.slug} />
      </Gathering>
      <JsonLd graph={pageGraph(around.site, page, trail, laureateList(around.site, laureates))} />
    </Frame>
  );
}
