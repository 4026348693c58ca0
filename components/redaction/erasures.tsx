/** The erasures there were, without the words, and what of them is left on the disk. */
import type { PastErasure } from '../../server/erasure/past.ts';
import { type Action, Form } from './form.tsx';
import { Moment } from './moment.tsx';
import './desk.css';

export function PastErasures({ erasures, finish }: { erasures: PastErasure[]; finish: Action }) {
  const unfinished = erasures.some((one) => one.finishedAt === null);
  return (
    <section aria-labelledby="anterieurs">
      <h2 id="anterieurs">Effacements</h2>
      {erasures.length === 0 && <p>Aucun jusqu’ici.</p>}
      {erasures.length > 0 && <Table erasures={erasures} />}
      {unfinished && <Form action={finish} id="reprise" submit="Reprendre" quiet />}
      {erasures.some((one) => one.backups > 0) && (
        <p>
          Une sauvegarde d’avant un effacement garde les mots jusqu’à ce que de plus récentes la remplacent&#8239;; la
          restaurer les ferait revenir, à effacer de nouveau. Pour ne pas attendre, le lendemain&nbsp;:{' '}
          <code>npm run backup -- --prune</code>, suivi de la date de ce jour-là. Les copies gardées ailleurs sont à
          supprimer à la main.
        </p>
      )}
    </section>
  );
}

function Table({ erasures }: { erasures: PastErasure[] }) {
  return (
    <div className="table-frame">
      <table className="table dense">
        <caption className="sr-only">Effacements, le dernier d’abord</caption>
        <thead>
          <tr>
            {['Quand', 'Par', 'Raison', 'Passages', 'Sur le disque', 'Sauvegardes d’avant'].map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {erasures.map(({ id, at, by, reason, count, finishedAt, backups }) => (
            <tr key={id}>
              <th scope="row">
                <Moment date={at} />
              </th>
              <td>{by}</td>
              <td>{reason}</td>
              <td>{count}</td>
              <td>{finishedAt ? 'plus rien' : <strong>pas encore effacé</strong>}</td>
              <td>{backups === 0 ? 'aucune' : backups}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
