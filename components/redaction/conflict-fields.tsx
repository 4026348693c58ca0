/**
 * Two texts for the same field: both word by word, and the person’s choice. Everything that merged by itself goes along
 * as hidden fields, under the same names as in the form.
 */
import type { Json } from '../../server/editorial/json.ts';
import type { ShownField } from '../../server/forms/conflicts.ts';
import type { EntryState } from '../../server/forms/saving.ts';
import { WordDifference } from '../ui/word-difference.tsx';
import { Moment } from './moment.tsx';

type ConflictFieldsProps = { conflict: NonNullable<EntryState['conflict']>; content: Json };

export function ConflictFields({ conflict: { who, at, fields }, content }: ConflictFieldsProps) {
  return (
    <div className="conflict">
      <h2>Deux textes pour {fields.length === 1 ? 'le même champ' : 'les mêmes champs'}</h2>
      <p>
        {who} a enregistré le <Moment date={at} />, pendant que vous écriviez. Rien n’est perdu&nbsp;: ce qu’un seul de
        vous deux a changé est déjà réuni. Pour {fields.length === 1 ? 'ce champ' : 'chacun de ces champs'}, choisissez,
        puis enregistrez. <del>Barré</del>&nbsp;: ôté de l’ancien texte&#8239;; <ins>souligné</ins>&nbsp;: ajouté.
      </p>
      {fields.map((field, index) => (
        <ConflictField key={field.path} field={field} index={index} who={who} />
      ))}
      {hiddenFields('', content).map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </div>
  );
}

function ConflictField({ field, index, who }: { field: ShownField; index: number; who: string }) {
  const name = (part: string) => `conflict:${index}:${part}`;
  return (
    <fieldset className="conflict-field" id={field.path}>
      <legend>{field.label}</legend>
      <input type="hidden" name={name('path')} value={field.path} />
      <input type="hidden" name={name('mine')} value={field.mineValue} />
      <input type="hidden" name={name('theirs')} value={field.theirsValue} />
      <div className="two-texts">
        <div>
          <label>
            <input type="radio" name={name('choice')} value="mine" defaultChecked /> Garder le vôtre
          </label>
          {field.mineValue === '' ? <p>Vous l’avez supprimé.</p> : <WordDifference parts={field.mine} />}
        </div>
        <div>
          <label>
            <input type="radio" name={name('choice')} value="theirs" /> Prendre celui de {who}
          </label>
          {field.theirsValue === '' ? <p>{who} l’a supprimé.</p> : <WordDifference parts={field.theirs} />}
        </div>
      </div>
      {field.text !== undefined && (
        <div className="third-text">
          <label>
            <input type="radio" name={name('choice')} value="other" /> Écrire un troisième texte
          </label>
          <textarea
            name={name('other')}
            defaultValue={field.text}
            rows={5}
            aria-label={`Troisième texte\u00a0: ${field.label}`}
          />
        </div>
      )}
    </fieldset>
  );
}

/** A content as the fields of its form. */
export function hiddenFields(path: string, value: Json): { name: string; value: string }[] {
  const below = (step: string | number) => (path === '' ? String(step) : `${path}.${step}`);
  if (Array.isArray(value))
    return [{ name: `${path}[]`, value: '' }, ...value.flatMap((one, index) => hiddenFields(below(index), one))];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => hiddenFields(below(key), one));
  return [{ name: path, value: String(value ?? '') }];
}
