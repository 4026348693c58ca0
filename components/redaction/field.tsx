'use client';
/** One line to fill in, with its label above, its help under the label and its problem beside it. */
import type { ReactNode } from 'react';
import { useField } from './form.tsx';

type FieldProps = {
  name: string;
  label: string;
  help?: ReactNode;
  type?: 'text' | 'email' | 'password';
  /** What stands there before anything was typed. */
  value?: string;
  autoComplete?: string;
  inputMode?: 'numeric' | 'text';
};

export function Field({ name, label, help, type = 'text', value = '', ...rest }: FieldProps) {
  const { id, problem, given } = useField(name);
  const about = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {help && <Help id={id}>{help}</Help>}
      {problem && <FieldProblem id={id}>{problem}</FieldProblem>}
      <input
        {...{ id, name, type, ...rest }}
        defaultValue={given ?? value}
        aria-invalid={problem ? true : undefined}
        aria-describedby={about || undefined}
        spellCheck={type === 'text' ? undefined : false}
      />
    </div>
  );
}

function Help({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="help" id={`${id}-help`}>
      {children}
    </p>
  );
}

function FieldProblem({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field-problem" id={`${id}-problem`}>
      {children}
    </p>
  );
}

export type Option = { value: string; label: string; help?: string };

type ChoiceProps = { name: string; legend: string; options: readonly Option[]; value?: string };

/** One among a few, each with what it means. */
export function Choice({ name, legend, options, value }: ChoiceProps) {
  const { id, problem, given } = useField(name);
  return (
    <fieldset className="form-field" id={id} tabIndex={-1} aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend>{legend}</legend>
      {problem && <FieldProblem id={id}>{problem}</FieldProblem>}
      {options.map((option) => (
        <label className="option" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            key={given ?? value}
            defaultChecked={(given ?? value) === option.value}
          />
          <span>
            {option.label}
            {option.help && <span className="help">{option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
