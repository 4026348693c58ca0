/** The entries of a kind, one line each; every column sorts by a link. */
import type { EntryLine, EntryList } from '../../server/editorial/entries.ts';
import type { State } from '../../server/editorial/states.ts';
import { KnownDate } from '../ui/dates.tsx';
import { addressWith } from './address.ts';
import { Moment } from './moment.tsx';
import './desk.css';

type EntryTableProps = {
  path: string;
  query: Record<string, string>;
  list: EntryList;
  states: Record<State, string>;
  caption: string;
  withEditions: boolean;
};

const columns = [
  { sort: 'title', name: 'Fiche' },
  { sort: 'state', name: 'État' },
  { sort: 'changed', name: 'Dernier changement' },
  { sort: 'author', name: 'Par' },
];

export function EntryTable({ path, query, list, states, caption, withEditions }: EntryTableProps) {
  if (list.lines.length === 0) return <p>Aucune fiche ne répond à ces choix.</p>;
  return (
    <div className="table-frame">
      <table className="table dense lines">
        <caption className="sr-only">
          {caption}, {list.total} en tout
        </caption>
        <thead>
          <tr>
            {columns.map(({ sort, name }) => (
              <SortHead key={sort} path={path} query={query} sort={sort} name={name} />
            ))}
            {withEditions && <th scope="col">Édition</th>}
            <th scope="col">À relire</th>
            <th scope="col">Manque</th>
          </tr>
        </thead>
        <tbody>
          {list.lines.map((line) => (
            <Line key={line.id} path={path} line={line} state={states[line.state]} withEditions={withEditions} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type SortHeadProps = { path: string; query: Record<string, string>; sort: string; name: string };

function SortHead({ path, query, sort, name }: SortHeadProps) {
  const current = (query.tri || 'title') === sort;
  const descending = current && query.sens === 'desc';
  const href = addressWith(path, { ...query, tri: sort, sens: current && !descending ? 'desc' : '' });
  return (
    <th scope="col" aria-sort={current ? (descending ? 'descending' : 'ascending') : undefined}>
      <a href={href}>{name}</a>
    </th>
  );
}

type LineProps = { path: string; line: EntryLine; state: string; withEditions: boolean };

function Line({ path, line, state, withEditions }: LineProps) {
  return (
    <tr>
      <th scope="row">
        <a href={`${path}/${line.id}`}>{line.title}</a>
      </th>
      <td>
        <span className="state" data-state={line.state}>
          {state}
        </span>
      </td>
      <td>
        <Moment date={line.changedAt} />
      </td>
      <td>{line.changedBy}</td>
      {withEditions && <td>{line.editions.join(', ')}</td>}
      <td data-label="à relire">{line.reviewBy && <KnownDate known={line.reviewBy} />}</td>
      <td data-label="manque">{line.lacks > 0 && <a href={`${path}/${line.id}/publier`}>{line.lacks}</a>}</td>
    </tr>
  );
}
