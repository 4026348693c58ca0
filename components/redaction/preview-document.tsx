/** A public page drawn from a view: the same components as the site’s own pages. */
import type { ReactNode } from 'react';
import type { View } from '../../server/forms/views.ts';
import type { EditionPage } from '../../server/published/editions.ts';
import type { TextLine } from '../../server/published/pages.ts';
import type { Site } from '../../server/published/site.ts';
import { AwardLinks } from '../site/award-links.tsx';
import { CategoryLinks } from '../site/category-links.tsx';
import { Criteria } from '../site/criteria.tsx';
import { Edition } from '../site/edition.tsx';
import { Footnotes } from '../site/footnotes.ts';
import { Frame } from '../site/frame.tsx';
import { Gathering } from '../site/gathering.tsx';
import { Home } from '../site/home.tsx';
import { readProse } from '../site/markdown.ts';
import { Opening } from '../site/opening.tsx';
import { PageHead } from '../site/page-head.tsx';
import { Profile } from '../site/profile.tsx';
import { Prose } from '../site/prose.tsx';
import { Published } from '../site/published.tsx';
import { SourceDocument } from '../site/source-document.tsx';
import { countedInWords } from '../ui/numbers.ts';
import './preview-scheme.css';

type PreviewDocumentProps = { view: View | null; site: Site; texts: TextLine[]; scheme: 'light' | 'dark' };

export function PreviewDocument({ view, site, texts, scheme }: PreviewDocumentProps) {
  const around = view?.kind === 'setting' ? view.site : site;
  return (
    <div className={`scheme-${scheme}`}>
      <Frame site={around} texts={texts}>
        {view ? drawn(view, site) : <Nothing />}
      </Frame>
    </div>
  );
}

function Nothing() {
  return (
    <div className="wall">
      <PageHead title="Rien à montrer">
        <p>Cette fiche n’est pas en ligne, ou son brouillon ne se lit plus.</p>
      </PageHead>
    </div>
  );
}

function drawn(view: View, site: Site): ReactNode {
  switch (view.kind) {
    case 'laureate':
      return <Profile site={site} profile={view.profile} criteria={view.criteria} palmares={view.palmares} />;
    case 'edition':
      return (
        <>
          <Edition site={site} edition={view.edition} laureates={view.laureates} />
          <OnHome edition={view.edition} />
        </>
      );
    case 'criterion':
      return <Criteria site={site} criteria={view.criteria} laureates={view.laureates} lead="" />;
    case 'source':
      return <SourceDocument source={view.source} />;
    case 'category':
      return (
        <Gathering
          {...{ ...view.category, title: view.category.name, laureates: view.laureates }}
          subtitle="Un thème, choisi par la rédaction."
        >
          <CategoryLinks categories={view.categories} title="Tous les thèmes" current={view.category.slug} />
        </Gathering>
      );
    case 'award':
      return (
        <Gathering
          {...{ ...view.award, title: view.award.name, laureates: view.laureates }}
          subtitle={`Un prix, ${countedInWords(view.laureates.length, 'lauréat', 'lauréats')}.`}
        >
          <AwardLinks awards={view.awards} current={view.award.slug} />
        </Gathering>
      );
    case 'page':
      return <TextPage {...view.page} />;
    case 'setting':
      return <Home {...view} />;
  }
}

/** What an edition says on the home page; its marks lead to notes that are there. */
function OnHome({ edition: { headline, standfirst } }: { edition: EditionPage }) {
  const words = standfirst.replace(/\[\^[^\]\s]+\]/g, '');
  return (
    <section aria-label="Sur la page d’accueil" className="on-home">
      <p className="wall on-home-said">Sur la page d’accueil</p>
      <Opening headline={headline} standfirst={readProse(words, [], new Footnotes())} level={2} />
    </section>
  );
}

function TextPage({ title, description, body, version }: Extract<View, { kind: 'page' }>['page']) {
  return (
    <div className="wall">
      <PageHead title={title}>
        <p>{description}</p>
      </PageHead>
      <div className="prose">
        <Prose blocks={readProse(body, [], new Footnotes())} />
        <Published version={version} />
      </div>
    </div>
  );
}
