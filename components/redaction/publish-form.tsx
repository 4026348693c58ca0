'use client';
/** Publishing: the note for the public, one button; « En ligne » only when the public reads it. */
import { useRouter } from 'next/navigation';
import { useActionState, useEffect, useRef } from 'react';
import type { PublishState } from '../../server/forms/publishing.ts';
import { useEarlyText } from './early-text.ts';
import './desk.css';

type Choosable = { id: string; revision: number; title: string };

type PublishFormProps = {
  action: (before: PublishState, form: FormData) => Promise<PublishState>;
  entries: Choosable[];
  /** Nothing of it was ever online: the note may stay empty. */
  first: boolean;
  blocked: boolean;
  /** Whether entries are chosen among several. */
  several?: boolean;
};

const nothing: PublishState = { problems: [], note: '', minor: false };

export function PublishForm({ action, entries, first, blocked, several = false }: PublishFormProps) {
  const [state, send, pending] = useActionState(action, nothing);
  useEarlyText('publication');
  const told = useRef<HTMLDivElement>(null);
  const router = useRouter();
  useEffect(() => {
    if (state !== nothing) told.current?.focus();
    if (state.done) router.refresh(); // What is no longer to be published goes from the page.
  }, [state, router]);
  const ready = entries.length > 0;
  return (
    <form action={send} className="entry-form publish-form" id="publication" noValidate>
      <div ref={told} tabIndex={-1} className="told">
        <PublishProblems problems={state.problems} />
        {state.done && <Done done={state.done} />}
      </div>
      {several && ready && <Choice entries={entries} />}
      {!several &&
        entries.map((one) => <input key={one.id} type="hidden" name="entry" value={`${one.id}:${one.revision}`} />)}
      {ready && <PublicNote first={first} note={state.note} minor={state.minor} problem={noteProblem(state)} />}
      {ready && (
        <button type="submit" className="button" aria-disabled={pending}>
          {pending ? 'Mise en ligne…' : 'Publier'}
        </button>
      )}
      {!ready && blocked && <p>Le bouton « Publier » apparaîtra quand plus rien ne manquera.</p>}
    </form>
  );
}

const noteProblem = (state: PublishState) => state.problems.find((one) => one.path === 'note')?.message;

type PublicNoteProps = { first: boolean; note: string; minor: boolean; problem: string | undefined };

function PublicNote({ first, note, minor, problem }: PublicNoteProps) {
  return (
    <>
      <div className="entry-field" data-wrong={problem ? '' : undefined}>
        <label htmlFor="note">Note publique{first && ' (facultative la première fois)'}</label>
        <p id="note-aide" className="field-help">
          Ce qui change et pourquoi. Le public la lit dans l’historique de la page.
        </p>
        {problem && (
          <p id="note-erreur" className="field-error">
            {problem}
          </p>
        )}
        <textarea
          {...{ id: 'note', name: 'note', rows: 3, defaultValue: note }}
          aria-describedby={problem ? 'note-aide note-erreur' : 'note-aide'}
          aria-invalid={problem ? true : undefined}
        />
      </div>
      {!first && (
        <label className="tick">
          <input type="checkbox" name="minor" defaultChecked={minor} /> Correction mineure&nbsp;: dans l’historique,
          sans annonce ni note
        </label>
      )}
    </>
  );
}

function Choice({ entries }: { entries: Choosable[] }) {
  return (
    <fieldset className="to-publish">
      <legend>Fiches à publier ensemble</legend>
      {entries.map(({ id, revision, title }) => (
        <label key={id} className="tick">
          <input type="checkbox" name="entry" value={`${id}:${revision}`} defaultChecked /> {title}
        </label>
      ))}
    </fieldset>
  );
}

function PublishProblems({ problems }: { problems: PublishState['problems'] }) {
  if (problems.length === 0) return null;
  return (
    <div className="problems" role="alert">
      <p>
        Rien n’est publié. {problems.length === 1 ? 'Une chose l’empêche.' : `${problems.length} choses l’empêchent.`}
      </p>
      <ul>
        {problems.map(({ entryId, title, path, label, message }) => (
          <li key={`${entryId} ${path} ${message}`}>
            {title && <strong>{title}&nbsp;: </strong>}
            {path === 'note' ? <a href="#note">{message}</a> : `${label ? `${label}\u00a0: ` : ''}${message}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Done({ done: { versions, online, sentence } }: { done: NonNullable<PublishState['done']> }) {
  if (!online) return <p className="problems">{sentence}</p>;
  return (
    <div className="done online" role="status">
      <p>
        <strong>En ligne.</strong> Le public lit maintenant&nbsp;:
      </p>
      <ul>
        {versions.map(({ entryId, number, href }) => (
          <li key={entryId}>
            <a href={href}>{href}</a>, version {number}
          </li>
        ))}
      </ul>
    </div>
  );
}
