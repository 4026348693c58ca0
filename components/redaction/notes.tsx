/** Notes between colleagues. */
import type { NoteLine } from '../../server/editorial/colleague-notes.ts';
import { Moment } from './moment.tsx';
import './desk.css';

/** Those to do, above the form. */
export function OpenNotes({ notes, href }: { notes: NoteLine[]; href: string }) {
  if (notes.length === 0) return null;
  return (
    <aside className="open-notes" aria-label="Notes de collègues">
      {notes.map((note) => (
        <p key={note.id}>
          <strong>{note.author}</strong>
          {note.mentioned && ` à ${note.mentioned}`}&nbsp;: {note.text}
        </p>
      ))}
      <p>
        <a href={href}>Répondre, ou noter que c’est fait</a>
      </p>
    </aside>
  );
}

type NotesProps = { notes: NoteLine[]; done: (noteId: string, done: boolean) => Promise<void> };

export function Notes({ notes, done }: NotesProps) {
  if (notes.length === 0) return <p>Aucune note.</p>;
  return (
    <ul className="colleague-notes">
      {notes.map((note) => (
        <li key={note.id} data-done={note.doneAt ? '' : undefined}>
          <p className="note-by">
            <strong>{note.author}</strong>
            {note.mentioned && ` à ${note.mentioned}`}, <Moment date={note.createdAt} />
            {note.doneAt && ' · fait'}
          </p>
          <p>{note.text}</p>
          <form action={done.bind(null, note.id, !note.doneAt)}>
            <button type="submit" className="as-link">
              {note.doneAt ? 'À faire, finalement' : 'C’est fait'}
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
