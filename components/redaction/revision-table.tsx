/** Every revision of an entry: who, when, why; any two compared by a plain form; an older one taken again. */
import type { RevisionLine } from '../../server/editorial/history.ts';
import { type Action, Form } from './form.tsx';
import { Moment } from './moment.tsx';
import './desk.css';

type RevisionTableProps = {
  revisions: RevisionLine[];
  path: string;
  chosen: { from: number; to: number };
  /** Absent when the person may not. */
  restore: Action | undefined;
};

export function RevisionTable({ revisions, path, chosen, restore }: RevisionTableProps) {
  const last = revisions[0]?.number ?? 0;
  return (
    <>
      <form action={path} method="get" className="compare-form" id="comparer">
        <button type="submit" className="button quiet">
          Comparer les deux révisions choisies
        </button>
      </form>
      <div className="table-frame">
        <table className="table dense revisions">
          <caption className="sr-only">Révisions, la dernière d’abord</caption>
          <thead>
            <tr>
              {['De', 'À', 'Révision', 'Quand', 'Par', 'Note', 'En ligne', ''].map((title) => (
                <th scope="col" key={title}>
                  {title || <span className="sr-only">Reprendre</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {revisions.map((one) => (
              <Line key={one.number} revision={one} last={last} chosen={chosen} restore={restore} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type LineProps = {
  revision: RevisionLine;
  last: number;
  chosen: { from: number; to: number };
  restore: Action | undefined;
};

function Line({ revision: { number, createdAt, author, note, versions }, last, chosen, restore }: LineProps) {
  return (
    <tr>
      {(['de', 'a'] as const).map((name) => (
        <td key={name} data-label={name === 'de' ? 'de' : 'à'}>
          <input
            {...{ type: 'radio', name, value: number, form: 'comparer' }}
            defaultChecked={number === (name === 'de' ? chosen.from : chosen.to)}
            aria-label={
              name === 'de' ? `Comparer depuis la révision ${number}` : `Comparer jusqu’à la révision ${number}`
            }
          />
        </td>
      ))}
      <th scope="row">{number}</th>
      <td>
        <Moment date={createdAt} />
      </td>
      <td>{author}</td>
      <td>{note}</td>
      <td>
        {versions.map((version) => (
          <span key={version.number} className="version">
            version {version.number}
            {version.live && ', actuelle'}
            {version.minor ? ' (correction mineure)' : version.note && `\u00a0: ${version.note}`}
          </span>
        ))}
      </td>
      <td>
        {restore && number !== last && (
          <Form action={restore} id={`reprendre-${number}`} submit={`Reprendre la révision ${number}`} quiet>
            <input type="hidden" name="number" value={number} />
            <input type="hidden" name="from" value={last} />
          </Form>
        )}
      </td>
    </tr>
  );
}
