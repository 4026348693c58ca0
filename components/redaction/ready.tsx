/** The drafts that wait: what each would change, or what it lacks. */
import type { Waiting } from '../../server/forms/waiting.ts';
import { Differences } from '../ui/differences.tsx';
import './desk.css';
import './entry.css';

export function ReadyToPublish({ waiting }: { waiting: Waiting[] }) {
  if (waiting.length === 0) return <p>Aucun brouillon n’attend.</p>;
  return (
    <ul className="ready">
      {waiting.map(({ id, title, path, first, changes, problems }) => (
        <li key={id}>
          <h2>
            <a href={path}>{title}</a>
          </h2>
          {problems.length > 0 && (
            <>
              <p>Ne peut pas partir&nbsp;:</p>
              <ul className="lacks">
                {problems.map(({ path: field, label, message }) => (
                  <li key={`${field} ${message}`}>
                    <a href={`${path}#${field}`}>{label || 'La fiche'}</a>&nbsp;: {message}
                  </li>
                ))}
              </ul>
            </>
          )}
          {first ? (
            <p className="muted">Jamais en ligne jusqu’ici.</p>
          ) : (
            <details>
              <summary>{changes.length === 1 ? 'Un champ change' : `${changes.length} champs changent`}</summary>
              <Differences differences={changes} href={path} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
