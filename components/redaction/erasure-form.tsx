'use client';
/** Words to erase: first every place where they stand, then the button that erases those. */
import { type ReactNode, useActionState, useEffect, useRef } from 'react';
import type { ErasureState } from '../../server/forms/erasing.ts';
import { useEarlyText } from './early-text.ts';
import { FoundPlaces } from './found-places.tsx';
import { Problems } from './problems.tsx';

type Action = (before: ErasureState, form: FormData) => Promise<ErasureState>;

const nothing: ErasureState = { problems: [], given: {} };

export function ErasureForm({ action }: { action: Action }) {
  const [state, send, pending] = useActionState(action, nothing);
  useEarlyText('effacement');
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state !== nothing) told.current?.focus();
  }, [state]);
  const { problems, given, listing, done } = state;
  const found = listing !== undefined && listing.count > 0;
  return (
    <form action={send} className="form" id="effacement" noValidate>
      <div ref={told} tabIndex={-1} aria-live="polite">
        <Problems form="effacement" problems={problems} />
        {done && <p className="done">{done}</p>}
      </div>
      <Line name="words" label="Mots à effacer" problems={problems} given={given.words}>
        Tels qu’ils sont écrits&nbsp;: les majuscules, les accents et les tirets comptent.
      </Line>
      <Line name="reason" label="Raison, pour le public" problems={problems} given={given.reason}>
        On lira, sur chaque version concernée&nbsp;: «&#8239;Le [date], des mots ont été effacés de cette version&nbsp;:
        [raison]&#8239;». N’y répétez pas les mots. Elle n’est pas nécessaire pour chercher.
      </Line>
      <button
        type="submit"
        name="do"
        value="look"
        className={found ? 'button quiet' : 'button'}
        aria-disabled={pending}
      >
        {found ? 'Chercher de nouveau' : 'Chercher'}
      </button>
      {listing && <FoundPlaces listing={listing} />}
      {found && (
        <>
          <input type="hidden" name="seal" value={listing.seal} />
          <button type="submit" name="do" value="erase" className="button" aria-disabled={pending}>
            {pending ? 'Effacement…' : 'Effacer pour toujours'}
          </button>
        </>
      )}
    </form>
  );
}

type LineProps = Pick<ErasureState, 'problems'> & {
  name: string;
  label: string;
  given: string | undefined;
  children: ReactNode;
};

function Line({ name, label, problems, given = '', children }: LineProps) {
  const id = `effacement-${name}`;
  const problem = problems.find((one) => one.path === name)?.message;
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <p className="help" id={`${id}-help`}>
        {children}
      </p>
      {problem && (
        <p className="field-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <input
        {...{ id, name, type: 'text', autoComplete: 'off', defaultValue: given }}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-help ${id}-problem` : `${id}-help`}
      />
    </div>
  );
}
