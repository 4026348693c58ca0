/** Filters of a list: a plain form, so that every view of it has an address of its own. */
import type { Choice } from '../../server/editorial/names.ts';
import type { State } from '../../server/editorial/states.ts';
import './desk.css';

type ListFiltersProps = {
  path: string;
  asked: { etat: string; edition: string; texte: string };
  order: { tri: string; sens: string };
  states: Record<State, string>;
  counts: Record<State, number>;
  editions: Choice[];
};

export function ListFilters({ path, asked, order, states, counts, editions }: ListFiltersProps) {
  return (
    <form action={path} method="get" className="list-filters">
      <div>
        <label htmlFor="texte">Texte</label>
        <input id="texte" name="texte" type="search" defaultValue={asked.texte} />
      </div>
      <div>
        <label htmlFor="etat">État</label>
        <select id="etat" name="etat" defaultValue={asked.etat}>
          <option value="">tous, sauf la corbeille</option>
          {(Object.keys(states) as State[]).map((state) => (
            <option key={state} value={state}>
              {states[state]} ({counts[state]})
            </option>
          ))}
        </select>
      </div>
      {editions.length > 0 && (
        <div>
          <label htmlFor="edition">Édition</label>
          <select id="edition" name="edition" defaultValue={asked.edition}>
            <option value="">toutes</option>
            {editions.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {order.tri && <input type="hidden" name="tri" value={order.tri} />}
      {order.sens && <input type="hidden" name="sens" value={order.sens} />}
      <button type="submit" className="button quiet">
        Filtrer
      </button>
      {(asked.etat || asked.edition || asked.texte) && <a href={path}>Tout voir</a>}
    </form>
  );
}
