/** Every document the site rests on, by date, with its nature and how many claims it carries. */
import type { PublishedSource } from '../../server/published/facts.ts';
import { KnownDate } from '../ui/dates.tsx';
import { counted } from '../ui/numbers.ts';
import './sources.css';

type SourceLine = PublishedSource & { nature: string; claims: number };

export function SourceList({ sources }: { sources: SourceLine[] }) {
  return (
    <ol className="source-list">
      {sources.map(({ slug, title, publisher, publishedOn, nature, claims }) => (
        <li key={slug}>
          <p className="source-date">
            <KnownDate known={publishedOn} />
          </p>
          <div>
            <p className="source-title">
              <a href={`/sources/${slug}`}>{title}</a>
            </p>
            <p className="muted">
              {publisher && `${publisher}. `}
              {nature}.
            </p>
          </div>
          <p className="source-count muted">{counted(claims, 'affirmation', 'affirmations')}</p>
        </li>
      ))}
    </ol>
  );
}
