/** The journal: who did what, before and after. */
import type { JournalPage } from '../../server/editorial/journal-reading.ts';
import type { Said } from '../../server/editorial/journal-words.ts';
import { HeadRow } from './head-row.tsx';
import { Moment } from './moment.tsx';
import './desk.css';

type Asked = { personne: string; action: string; fiche: string; du: string; au: string };
type Choices = { people: { id: string; name: string }[]; acts: { verb: string; name: string }[] };

function Values({ said }: { said: Said[] }) {
  return said.map(({ name, value }) => (
    <span key={name} className="value">
      {name === '' ? value : `${name}\u00a0: ${value}`}
    </span>
  ));
}

export function JournalFilters({ path, asked, choices }: { path: string; asked: Asked; choices: Choices }) {
  const filtered = Object.values(asked).some((value) => value !== '');
  return (
    <form action={path} method="get" className="list-filters">
      <div>
        <label htmlFor="personne">Personne</label>
        <select id="personne" name="personne" defaultValue={asked.personne}>
          <option value="">toutes</option>
          {choices.people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="action">Action</label>
        <select id="action" name="action" defaultValue={asked.action}>
          <option value="">toutes</option>
          {choices.acts.map(({ verb, name }) => (
            <option key={verb} value={verb}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {(['du', 'au'] as const).map((name) => (
        <div key={name}>
          <label htmlFor={name}>{name === 'du' ? 'Du' : 'Au'}</label>
          <input id={name} name={name} type="date" defaultValue={asked[name]} />
        </div>
      ))}
      {asked.fiche && <input type="hidden" name="fiche" value={asked.fiche} />}
      <button type="submit" className="button quiet">
        Filtrer
      </button>
      {filtered && <a href={path}>Tout voir</a>}
    </form>
  );
}

export function JournalTable({ page: { lines, total } }: { page: JournalPage }) {
  if (lines.length === 0) return <p>Aucune ligne ne répond à ces choix.</p>;
  return (
    <div className="table-frame">
      <table className="table dense journal">
        <caption className="sr-only">Journal, {total} lignes, la dernière d’abord</caption>
        <HeadRow names={['Quand', 'Qui', 'Quoi', 'Fiche', 'Avant', 'Après']} />
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>
                <Moment date={line.at} />
              </td>
              <td>{line.by}</td>
              <th scope="row">{line.act}</th>
              <td>{line.entryId && <a href={`/redaction/fiche/${line.entryId}`}>{line.entry || 'fiche'}</a>}</td>
              <td className="values">
                <Values said={line.before} />
              </td>
              <td className="values">
                <Values said={line.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
