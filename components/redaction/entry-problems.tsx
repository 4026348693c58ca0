/** Everything that is wrong with an entry, at once; each line leads to its field and says the remedy. */
import type { Problem } from '../../server/editorial/noun.ts';
import { held } from './spacing.ts';

type EntryProblemsProps = { problems: readonly Problem[]; href?: string };

/** `href`: the page of the form, when the problems are shown on another. */
export function EntryProblems({ problems, href = '' }: EntryProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <div className="problems" role="alert">
      <p>{problems.length === 1 ? 'Une chose est à corriger.' : `${problems.length} choses sont à corriger.`}</p>
      <ul>
        {problems.map(({ path, label, message }) => (
          <li key={`${path} ${message}`}>
            {path === '' ? (
              held(message)
            ) : (
              <a href={`${href}#${path}`}>
                {label && <strong>{label}&nbsp;: </strong>}
                {held(message)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
