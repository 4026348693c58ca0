/** What surrounds every public page: skip link, header, the way back up, footer. */
import type { ReactNode } from 'react';
import type { TextLine } from '../../server/published/pages.ts';
import type { Site } from '../../server/published/site.ts';
import { Day } from '../ui/dates.tsx';
import { Breadcrumb, type Step } from './breadcrumb.tsx';

/** The parts of the site its header leads to. */
export type Section = 'laureats' | 'criteres' | 'edition' | 'sources';

export type Furniture = { site: Site; texts: TextLine[] };

type FrameProps = Furniture & { section?: Section; path?: string; trail?: Step[]; children: ReactNode } & {
  /** A page that never changes does not say when the site last did. */
  timeless?: boolean;
};

export function Frame({ site, texts, section, path = '', trail = [], timeless = false, children }: FrameProps) {
  return (
    <>
      <a className="skip-link" href="#contenu">
        Aller au contenu
      </a>
      <Header site={site} section={section} path={path} />
      {trail.length > 1 && (
        <div className="wall">
          <Breadcrumb trail={trail} />
        </div>
      )}
      <main id="contenu" tabIndex={-1}>
        {children}
      </main>
      <Footer site={site} texts={texts} path={path} timeless={timeless} />
    </>
  );
}

function Header({ site, section, path }: { site: Site; section: Section | undefined; path: string }) {
  const parts: { id: Section; name: string; path: string }[] = [
    { id: 'laureats', name: 'Lauréats', path: '/laureats' },
    { id: 'criteres', name: 'Critères', path: '/criteres' },
    { id: 'edition', name: `Édition\u00a0${site.currentYear}`, path: `/editions/${site.currentYear}` },
    { id: 'sources', name: 'Sources', path: '/sources' },
  ];
  return (
    <header className="wall site-header">
      <a className="site-name" href="/" aria-current={path === '/' ? 'page' : undefined}>
        {site.name}
      </a>
      <nav aria-label="Rubriques">
        <ul>
          {parts.map((part) => (
            <li key={part.id}>
              <a href={part.path} aria-current={part.path === path ? 'page' : part.id === section ? 'true' : undefined}>
                {part.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function Footer({ site, texts, path, timeless }: Furniture & { path: string; timeless: boolean }) {
  const links = [
    ...texts.map(({ slug, title }) => ({ path: `/${slug}`, title })),
    { path: '/presse', title: 'Presse' },
    { path: '/plan-du-site', title: 'Plan du site' },
  ];
  return (
    <footer className="wall site-footer">
      <nav aria-label="À propos du site">
        <ul>
          {links.map((link) => (
            <li key={link.path}>
              <a href={link.path} aria-current={link.path === path ? 'page' : undefined}>
                {link.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {!timeless && (
        <p>
          Dernière publication&nbsp;: <Day date={site.lastPublishedAt} />
        </p>
      )}
    </footer>
  );
}
