/** The foot of an entry’s form: the note for colleagues, the one button, and what became of the last save. */
import type { EntryState } from '../../server/forms/saving.ts';

type SaveBarProps = {
  note: string;
  pending: boolean;
  saved: EntryState['saved'];
  /** A line was added, nothing saved. */
  unsaved: boolean;
  inConflict: boolean;
  previewHref: string;
};

export function SaveBar({ note, pending, saved, unsaved, inConflict, previewHref }: SaveBarProps) {
  return (
    <div className="save-bar">
      <div className="entry-field">
        <label htmlFor="note">Note pour les collègues (facultative)</label>
        <input id="note" name="note" defaultValue={note} key={saved?.number ?? 0} maxLength={200} autoComplete="off" />
      </div>
      <p className="save-told" role="status">
        {unsaved && 'Une ligne de plus\u00a0: rien n’est encore enregistré.'}
        {pending ? 'Enregistrement…' : saved && <Saved saved={saved} previewHref={previewHref} />}
      </p>
      <button type="submit" className="button" aria-disabled={pending} aria-keyshortcuts="Control+S Meta+S">
        {inConflict ? 'Enregistrer mes choix' : 'Enregistrer le brouillon'}
      </button>
    </div>
  );
}

function Saved({ saved, previewHref }: { saved: NonNullable<EntryState['saved']>; previewHref: string }) {
  const { number, unchanged, fromOthers } = saved;
  if (unchanged) return <>Rien n’a changé depuis la révision {number} : elle reste la dernière.</>;
  return (
    <>
      <strong>Enregistré</strong>, révision {number}. Le site public n’a pas bougé.{' '}
      <a href={previewHref}>Voir l’aperçu</a>
      {fromOthers.length > 0 && (
        <span className="from-others">
          {' '}
          Un collègue a enregistré entre-temps ; ses changements sont gardés : {fromOthers.join(', ')}.
        </span>
      )}
    </>
  );
}
