/** A claim in a form: which source, where in it, what it says, and what the editors make of it. */

import { capitalised } from '../ui/numbers.ts';
import { EntryField } from './entry-field.tsx';
import { type FormView, textAt } from './entry-values.ts';
import type { Input } from './layouts/layout.ts';

const statuses = [
  { value: 'kept', name: 'retenue' },
  { value: 'disputed', name: 'en débat' },
  { value: 'set-aside', name: 'écartée' },
];

const fields: { name: string; help?: string; input: Input }[] = [
  { name: 'source', input: { input: 'entry', of: 'source' } },
  { name: 'status', input: { input: 'choice', options: statuses } },
  { name: 'value', help: 'En nos mots, ou le chiffre.', input: { input: 'line' } },
  { name: 'place', help: 'Page, paragraphe, entrée d’une liste.', input: { input: 'line' } },
  { name: 'extract', help: 'Douze mots au plus, à la lettre.', input: { input: 'line' } },
  { name: 'url', help: 'Si le passage a la sienne.', input: { input: 'address' } },
  { name: 'archivedUrl', input: { input: 'address' } },
  { name: 'consultedOn', help: 'Comme 2026-11-25.', input: { input: 'date' } },
  { name: 'reason', help: 'Pourquoi elle est écartée.', input: { input: 'line' } },
];

type ClaimFieldsProps = { view: FormView; path: string /** 0: a blank line at the end. */; place: number };

export function ClaimFields({ view, path, place }: ClaimFieldsProps) {
  const body = (
    <div className="claim-fields">
      {fields.map(({ name, help, input }) => (
        <EntryField
          key={name}
          view={view}
          path={`${path}.${name}`}
          label={capitalised(view.factLabels[`claims.*.${name}`] ?? name)}
          {...(help !== undefined && { help })}
          input={input}
        />
      ))}
    </div>
  );
  if (place === 0) return body;
  const source = view.choices.source?.find(({ id }) => id === textAt(view.content, `${path}.source`));
  return (
    <fieldset className="claim" id={path} tabIndex={-1}>
      <legend>
        {place}. {source?.name ?? 'Source à choisir'}
      </legend>
      {body}
      <label className="remove">
        <input type="checkbox" name={`${path}.remove`} /> Supprimer cette affirmation à l’enregistrement
      </label>
    </fieldset>
  );
}
