'use client';
/** A new entry: its name, and its address when the one made of the name does not suit. */
import { useActionState } from 'react';
import type { NewState } from '../../server/forms/saving.ts';
import { EntryField } from './entry-field.tsx';
import { EntryProblems } from './entry-problems.tsx';
import './desk.css';
import './entry.css';

type NewEntryProps = { action: (before: NewState, form: FormData) => Promise<NewState>; isEdition: boolean };

const nothing: NewState = { problems: [], title: '', slug: '' };

export function NewEntry({ action, isEdition }: NewEntryProps) {
  const [{ problems, title, slug }, send, pending] = useActionState(action, nothing);
  const view = { content: { title, slug }, problems, labels: {}, factLabels: {}, limits: {}, choices: {}, marks: [] };
  return (
    <form action={send} className="entry-form narrow" noValidate key={`${title} ${slug}`}>
      <EntryProblems problems={problems} />
      <EntryField
        view={view}
        path="title"
        label={isEdition ? 'Titre' : 'Nom'}
        help={
          isEdition
            ? 'Avec son année\u00a0: «\u202fÉdition 2017\u202f».'
            : 'Tel qu’il sera lu. Vous pourrez le changer.'
        }
        input={{ input: 'line' }}
      />
      <EntryField
        view={view}
        path="slug"
        label="Fin de l’adresse (facultative)"
        help={
          isEdition
            ? 'L’année. Vide, elle est prise dans le titre.'
            : 'Minuscules sans accent, chiffres et tirets. Vide, elle est faite du nom.'
        }
        input={{ input: 'line' }}
      />
      <button type="submit" className="button" aria-disabled={pending}>
        Créer le brouillon
      </button>
    </form>
  );
}
