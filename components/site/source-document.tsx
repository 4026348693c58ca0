/** A source: what the document is, and every claim that the site takes from it. */

import type { ReactNode } from 'react';
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
import './sources.css';

/** What the editors made of a claim; nothing when they kept it. */
function verdict({ status, reason }: CarriedClaim): ReactNode {
  if (status === 'disputed') return <strong>en débat</strong>;
  if (status !== 'set-aside') return null;
  return (
    <>
      <strong>écartée</strong>&nbsp;: {withOrdinals(reason)}
    </>
  );
}

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
        <p className="muted">
          Affirmations retenues, sauf mention «&#8239;en débat&#8239;» ou «&#8239;écartée&#8239;».
        </p>
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
      {claims.map((claim, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the claims of a document never move.
        <li key={index}>
          <Claim claim={claim} />
        </li>
      ))}
    </ul>
  );
}

function Claim({ claim }: { claim: CarriedClaim }) {
  const { value, fact, place, extract } = claim;
  const said = verdict(claim);
  return (
    <>
      <span className="muted">
        <a href={fact.href}>{fact.label}</a>&nbsp;:
      </span>{' '}
      {withOrdinals(value)}
      {said && <span className="verdict">{said}</span>}
      {(place || extract) && (
        <span className="where">
          {withOrdinals(place)}
          {place && extract && '\u00a0: '}
          {extract && <q className="extract">{extract}</q>}
        </span>
      )}
    </>
  );
}
