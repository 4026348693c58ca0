/** The erasures there were, without the words, and what of them is left on the disk. */
import type { PastErasure } from '../../server/erasure/past.ts';
import { type Action, Form } from './form.tsx';
import { Moment } from './moment.tsx';
import './erasure.css';

export function PastErasures({ erasures, finish }: { erasures: PastErasure[]; finish: Action }) {
  const unfinished = erasures.some((one) => one.finishedAt === null);
  return (
    <section aria-labelledby="anterieurs">
      <h2 id="anterieurs">Effacements</h2>
      {erasures.length === 0 && <p>Aucun jusqu’ici.</p>}
      {erasures.length > 0 && <Past erasures={erasures} />}
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

function Past({ erasures }: { erasures: PastErasure[] }) {
  return (
    <ol className="erasure-lines">
      {erasures.map(({ id, at, by, reason, count, finishedAt, backups }) => (
        <li key={id}>
          <p>
            <strong>
              <Moment date={at} />
            </strong>
            , par {by}&nbsp;: {reason}
          </p>
          <p className="found-place">
            {count > 1 ? `${count}\u00a0passages` : 'Un\u00a0passage'}
            {' · '}
            {finishedAt ? 'plus rien sur le disque' : <strong>il en reste sur le disque</strong>}
            {backups > 0 && ` · ${backups > 1 ? `${backups}\u00a0sauvegardes` : 'une\u00a0sauvegarde'} d’avant`}
          </p>
        </li>
      ))}
    </ol>
  );
}
