/** The history of a laureate, the banner of one version, and the corrections a profile announces. */
import type { ReactNode } from 'react';
import type { Difference, Part } from '../../server/editorial/differences.ts';
import type { Correction } from '../../server/published/corrections.ts';
import type { PublishedVersion } from '../../server/published/version.ts';
import type { History, HistoryLine, PublicErasure } from '../../server/published/versions.ts';
import { Day } from '../ui/dates.tsx';
import { Differences } from '../ui/differences.tsx';
import { counted } from '../ui/numbers.ts';
import { plainText } from './markdown.ts';
import { PageHead } from './page-head.tsx';

const historyOf = (slug: string, number: number) => `/laureats/${slug}/historique#version-${number}`;

type BannerProps = { version: PublishedVersion; note: string; slug: string; erasures: PublicErasure[] };

/**
 * The file of a version never changes: what came after it is told by the history, to which this leads. Words erased of it
 * are the one exception, and told here.
 */
export function VersionBanner({ version: { number, publishedAt }, note, slug, erasures }: BannerProps) {
  return (
    <div className="wall">
      <p className="past" role="note">
        <strong>
          Version&nbsp;{number}, du <Day date={publishedAt} />.
        </strong>{' '}
        {note} Cette page ne change plus&nbsp;: <a href={historyOf(slug, number)}>ce qui a changé depuis</a>,{' '}
        <a href={`/laureats/${slug}`}>la fiche actuelle</a>.
      </p>
      <Erasures erasures={erasures} />
    </div>
  );
}

function Erasures({ erasures }: { erasures: PublicErasure[] }) {
  return erasures.map(({ at, reason }) => (
    <p className="erased" key={at.toISOString()}>
      <strong>
        Le <Day date={at} />
      </strong>
      , des mots ont été effacés de cette version&nbsp;: {reason}
    </p>
  ));
}

/** What was corrected lately, above the profile. */
export function Corrections({ corrections, slug }: { corrections: Correction[]; slug: string }) {
  if (corrections.length === 0) return null;
  return (
    <section className="wall corrected" aria-label="Corrections récentes">
      {corrections.map(({ version, at, note, back }) => (
        <p key={version}>
          <strong>
            {back ? 'Remise en ligne le' : 'Corrigé le'} <Day date={at} />
          </strong>
          &nbsp;: {note} <a href={historyOf(slug, version)}>Voir ce qui a changé</a>
        </p>
      ))}
    </section>
  );
}

export function HistoryOf({ history: { slug, name, lines } }: { history: History }) {
  return (
    <div className="wall">
      <PageHead title={`Historique\u00a0: ${name}`}>
        <p>
          {counted(lines.length, 'version publiée', 'versions publiées')}. Chacune garde son adresse et son
          texte&#8239;; quand des mots ont dû en être effacés, elle le dit.{' '}
          <a className="to-live" href={`/laureats/${slug}`}>
            La fiche actuelle
          </a>
        </p>
      </PageHead>
      {lines.map((line) => (
        <Version key={line.number} line={line} current={lines.length} />
      ))}
    </div>
  );
}

function Version({ line, current }: { line: HistoryLine; current: number }) {
  const { number, publishedAt, path, fromPrevious, toCurrent } = line;
  return (
    <section className="history-version" id={`version-${number}`} aria-labelledby={`titre-${number}`}>
      <div>
        <h2 id={`titre-${number}`}>
          <a href={path}>Version&nbsp;{number}</a>
        </h2>
        <p>
          <Day date={publishedAt} />
        </p>
        <p className="muted">{since(line.later)}</p>
      </div>
      <div>
        <p className="lead">{whatFor(line)}</p>
        <Erasures erasures={line.erasures} />
        {line.absence && <Away from={line.absence.from} to={publishedAt} notice={line.absence.notice} />}
        {fromPrevious && (
          <Comparison title={`Ce qui change par rapport à la version\u00a0${number - 1}`} differences={fromPrevious} />
        )}
        {toCurrent && <Comparison title={`Comparer avec la version actuelle (${current})`} differences={toCurrent} />}
      </div>
    </section>
  );
}

function Away({ from, to, notice }: { from: Date; to: Date; notice: string }) {
  return (
    <p className="muted">
      Page retirée du <Day date={from} /> au <Day date={to} />
      {notice && <>&nbsp;: {plainText(notice)}</>}
      {notice === '' && '.'}
    </p>
  );
}

const since = (later: number) =>
  later === 0 ? 'Version actuelle' : `Depuis, ${counted(later, 'modification', 'modifications')}`;

function whatFor({ number, note, minor, back }: HistoryLine): ReactNode {
  if (minor) return note ? `Correction mineure\u00a0: ${note}` : 'Correction mineure.';
  if (back) return `Remise en ligne\u00a0: ${note}`;
  return note || (number === 1 ? 'Première mise en ligne.' : 'Sans note.');
}

function Comparison({ title, differences }: { title: string; differences: Difference[] }) {
  if (differences.length === 0) return <p className="muted">{title}&nbsp;: aucun mot.</p>;
  return (
    <details>
      <summary>{title}</summary>
      <Differences differences={differences.map((one) => ({ ...one, parts: one.parts.map(brief) }))} />
    </details>
  );
}

/** Longest run of unchanged words shown whole; of a longer one, what stands next to a change. */
const WHOLE = 240;
const NEAR = 90;

/** The unchanged words between two changes, shortened to what stands near them. */
function brief(part: Part, index: number, parts: Part[]): Part {
  if (part.kind !== 'same' || part.text.length <= WHOLE) return part;
  const before = index === 0 ? '' : part.text.slice(0, NEAR).replace(/\s\S*$/, '');
  const after = index === parts.length - 1 ? '' : part.text.slice(-NEAR).replace(/^\S*\s/, '');
  return { kind: 'same', text: `${before} […] ${after}` };
}
