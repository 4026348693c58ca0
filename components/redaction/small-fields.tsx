'use client';
/** Fields of the small forms of an entry: a text of several lines, one of a list, a day. */
import type { ReactNode } from 'react';
import { useField } from './form.tsx';

type Named = { name: string; label: string; help?: string };

function Around({ name, label, help, children }: Named & { children: ReactNode }) {
  const { id, problem } = useField(name);
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {help && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem && (
        <p className="field-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {children}
    </div>
  );
}

function useControl(name: string, help: string | undefined) {
  const { id, problem, given } = useField(name);
  const about = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return {
    control: {
      id,
      name,
      'aria-describedby': about || undefined,
      'aria-invalid': problem ? (true as const) : undefined,
    },
    given,
  };
}

export function LongField({ rows = 4, value = '', ...named }: Named & { rows?: number; value?: string }) {
  const { control, given } = useControl(named.name, named.help);
  return (
    <Around {...named}>
      <textarea {...control} rows={rows} defaultValue={given ?? value} />
    </Around>
  );
}

export function DayField({ value, ...named }: Named & { value: string }) {
  const { control, given } = useControl(named.name, named.help);
  return (
    <Around {...named}>
      <input {...control} type="date" defaultValue={given ?? value} />
    </Around>
  );
}

type ChooserProps = Named & { options: { value: string; name: string }[] };

export function Chooser({ options, ...named }: ChooserProps) {
  const { control, given } = useControl(named.name, named.help);
  return (
    <Around {...named}>
      <select {...control} defaultValue={given ?? ''} key={given}>
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Around>
  );
}
