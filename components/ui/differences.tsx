/** What changed between two contents, field by field, in words. */
import type { Difference } from '../../server/editorial/differences.ts';
import { WordDifference } from './word-difference.tsx';

/** `href`: the page of the form, to which the name of each field leads; absent, the names are plain. */
export function Differences({ differences, href }: { differences: Difference[]; href?: string }) {
  return (
    <>
      <p className="difference-key">
        <del>Barré</del>&nbsp;: ôté. <ins>Souligné</ins>&nbsp;: ajouté.
      </p>
      <dl className="differences">
        {differences.map(({ path, label, parts }) => (
          <div key={`${path} ${label}`}>
            <dt>{href === undefined ? label : <a href={`${href}#${path}`}>{label}</a>}</dt>
            <dd>
              <WordDifference parts={parts} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
