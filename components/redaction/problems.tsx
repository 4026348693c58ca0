/** Everything that is wrong with a form, at its top; each line leads to its field. */
import type { FormProblem } from '../../server/staff/visitor.ts';

export function Problems({ form, problems }: { form: string; problems: readonly FormProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div className="problems" role="alert">
      <p>{problems.length === 1 ? 'Une chose est à corriger.' : `${problems.length} choses sont à corriger.`}</p>
      <ul>
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>{path === '' ? message : <a href={`#${form}-${path}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
