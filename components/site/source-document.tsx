/** A source: what the document is, and every claim that the site takes from it. */
import type { CarriedClaim, SourcePage } from '../../server/published/sources.ts';
import { KnownDate } from '../ui/dates.tsx';
import { counted } from '../ui/numbers.ts';
import { withOrdinals } from '../ui/ordinals.tsx';
import { FactBox, type FactLine } from './fact-box.tsx';
import { Footnotes } from './footnotes.ts';
import { readProse } from './markdown.ts';
import { PageHead } from './page-head.tsx';
import { Prose } from './prose.tsx';
import { Published } from './published.tsx';

const statuses: Record<string, string> = { disputed: 'en débat', 'set-aside': 'écartée' };

export function SourceDocument({ source }: { source: SourcePage }) {
  const { title, nature, remark, claims, version } = source;
  const byEntry = Map.groupBy(claims, ({ entry }) => entry.href);
  return (
    <div className="wall">
      <PageHead title={title}>
        <p>{nature}</p>
      </PageHead>
      <div className="source-body">
        <FactBox lines={documentLines(source)} />
        <div className="prose">
          <Prose blocks={readProse(remark, [], new Footnotes())} top={3} linked />
        </div>
      </div>
      <section aria-labelledby="affirmations">
        <h2 id="affirmations">{counted(claims.length, 'affirmation tirée', 'affirmations tirées')} de ce document</h2>
        {[...byEntry].map(([href, carried]) => (
          <div key={href} className="carried">
            <h3>
              <a href={href}>{carried[0]?.entry.name}</a>
            </h3>
            <Carried claims={carried} />
          </div>
        ))}
      </section>
      <Published version={version} />
    </div>
  );
}

function documentLines({ publisher, publishedOn, url, archivedUrl, consultedOn }: SourcePage): FactLine[] {
  const link = (address: string) => {
    if (address === '') return 'non connue';
    return (
      <a className="address" href={address}>
        {URL.parse(address)?.host ?? address}
      </a>
    );
  };
  return [
    { key: 'editeur', label: 'Éditeur', told: publisher || 'non connu' },
    { key: 'date', label: 'Date', told: <KnownDate known={publishedOn} /> },
    { key: 'adresse', label: 'Adresse', told: link(url) },
    { key: 'archive', label: 'Copie archivée', told: link(archivedUrl) },
    { key: 'consulte', label: 'Consulté le', told: consultedOn ? <KnownDate known={consultedOn} /> : 'non noté' },
  ];
}

function Carried({ claims }: { claims: CarriedClaim[] }) {
  return (
    <ul>
      {claims.map(({ value, fact, place, extract, status }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the claims of a document never move.
        <li key={index}>
          <span className="muted">{fact}&nbsp;:</span> {withOrdinals(value)}
          {statuses[status] && <strong> ({statuses[status]})</strong>}
          {(place || extract) && (
            <span className="where">
              {withOrdinals(place)}
              {place && extract && '\u00a0: '}
              {extract && <q className="extract">{extract}</q>}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
