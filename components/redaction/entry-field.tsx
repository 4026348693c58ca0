/** One field of an entry’s form: label, help, error with its remedy, the input, and how much is written. */
import type { ReactNode } from 'react';
import { type FormView, patternOf, problemAt, textAt } from './entry-values.ts';
import type { Input } from './layouts/layout.ts';
import { held } from './spacing.ts';
import { type InputProps, WrittenField } from './written-field.tsx';

type EntryFieldProps = {
  view: FormView;
  path: string;
  label: string;
  help?: string;
  input: Input;
  /** The legend around already says it to the eye. */
  quiet?: boolean;
};

export function EntryField({ view, path, label, help = '', input, quiet = false }: EntryFieldProps) {
  const problem = problemAt(view.problems, path);
  const value = textAt(view.content, path);
  const described = [help && `${path}-aide`, problem && `${path}-erreur`].filter(Boolean).join(' ');
  const props: InputProps = {
    ...{ id: path, name: path, 'aria-describedby': described || undefined },
    'aria-invalid': problem ? true : undefined,
  };
  return (
    <div className={`entry-field entry-${input.input}`} data-wrong={problem ? '' : undefined}>
      <label htmlFor={path} className={quiet ? 'sr-only' : undefined}>
        {label}
      </label>
      {help && (
        <p id={`${path}-aide`} className="field-help">
          {help}
        </p>
      )}
      {problem && (
        <p id={`${path}-erreur`} className="field-error">
          {held(problem)}
        </p>
      )}
      <Control view={view} input={input} props={props} value={value} label={label} />
    </div>
  );
}

type ControlProps = { view: FormView; input: Input; props: InputProps; value: string; label: string };

function Control({ view, input, props, value, label }: ControlProps): ReactNode {
  if (input.input === 'choice') return <Select props={props} value={value} options={input.options} />;
  if (input.input === 'entry') {
    const known = (view.choices[input.of] ?? []).map(({ id, name }) => ({ value: id, name }));
    return <Select props={props} value={value} options={[{ value: '', name: '—' }, ...known]} />;
  }
  const most = view.limits[patternOf(props.name)];
  if (input.input === 'number') return <input {...props} defaultValue={value} inputMode="numeric" size={6} />;
  if (input.input === 'date') return <input {...props} defaultValue={value} inputMode="numeric" size={12} />;
  if (input.input === 'address')
    return <input {...props} type="url" defaultValue={value} inputMode="url" spellCheck={false} />;
  const marks = input.input === 'prose' ? view.marks : undefined;
  return <WrittenField props={props} value={value} most={most} label={label} lines={input.input} marks={marks} />;
}

type SelectProps = { props: InputProps; value: string; options: { value: string; name: string }[] };

/** A closed choice. What is no longer offered stays chosen until somebody chooses otherwise. */
function Select({ props, value, options }: SelectProps) {
  const gone = value !== '' && !options.some((one) => one.value === value);
  return (
    <select {...props} defaultValue={value || undefined}>
      {gone && <option value={value}>(fiche qui n’est pas en ligne)</option>}
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
