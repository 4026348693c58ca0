/** Whether the newsroom’s work could be found again after an accident, in words. */
import type { BackupsOnDesk } from '../../server/upkeep/desk.ts';
import { weight } from '../ui/numbers.ts';
import { Moment } from './moment.tsx';

const said: Record<BackupsOnDesk['state'], string> = {
  well: 'À jour.',
  running: 'Une sauvegarde est en cours.',
  first: 'La première est prévue.',
  late: 'En retard.',
  off: 'Ce serveur n’en fait pas lui-même.',
};

export function BackupsState({ backups }: { backups: BackupsOnDesk }) {
  const { state, last, next, count, failedAt, message, folder } = backups;
  return (
    <section className="desk-list" aria-labelledby="sauvegardes">
      <h2 id="sauvegardes">Sauvegardes</h2>
      <p className="bakery-state" data-well={state === 'late' || state === 'off' ? undefined : ''}>
        {said[state]}{' '}
        {last ? (
          <>
            La dernière est du <Moment date={last.madeAt} /> ({weight(last.size)}).
          </>
        ) : (
          'Aucune n’a encore été faite.'
        )}
      </p>
      {failedAt && (
        <p className="field-error">
          {message ?? 'La personne qui exploite le site doit s’en occuper.'} Dernier essai&nbsp;:{' '}
          <Moment date={failedAt} />.
        </p>
      )}
      <p className="muted">
        {next && (
          <>
            La suivante&nbsp;: <Moment date={next} />.{' '}
          </>
        )}
        {count > 0 && `Gardées\u00a0: ${count}. `}
        {folder && (
          <>
            Dossier <code className="as-written">{folder}</code>.
          </>
        )}
      </p>
    </section>
  );
}
