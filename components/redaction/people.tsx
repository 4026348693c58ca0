/** Everybody who may sign in, one line each. */
import type { Person } from '../../server/staff/accounts.ts';
import { HeadRow } from './head-row.tsx';
import { Moment } from './moment.tsx';

const states = { invited: 'invitation envoyée', active: 'actif', disabled: 'fermé' };

export function People({ people, roles }: { people: readonly Person[]; roles: Record<Person['role'], string> }) {
  return (
    <div className="table-frame">
      <table className="table lines">
        <caption className="sr-only">Les personnes de la rédaction</caption>
        <HeadRow names={['Nom', 'Adresse électronique', 'Rôle', 'Compte', 'Second facteur', 'Dernière visite']} />
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <a href={`/redaction/equipe/${person.id}`}>{person.name}</a>
              </th>
              <td>{person.email}</td>
              <td>{roles[person.role]}</td>
              <td>{states[person.state]}</td>
              <td data-label="second facteur">{person.hasSecondFactor ? 'oui' : 'non'}</td>
              <td data-label="dernière visite">{person.lastSeenAt ? <Moment date={person.lastSeenAt} /> : 'jamais'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
