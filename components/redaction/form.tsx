'use client';
/**
 * A form of the newsroom: works as a plain form, and with script keeps the page where it is.
 *
 * Promise: what a command refused stands at the top, with a link to each field, and beside the field; what was typed is
 * still there; what was done is said as a sentence.
 */
import { createContext, type ReactNode, useActionState, useContext, useEffect, useRef } from 'react';
import type { Answer } from '../../server/staff/forms.ts';
import { useEarlyText } from './early-text.ts';
import { Problems } from './problems.tsx';

export type Action = (before: Answer, form: FormData) => Promise<Answer>;

const nothing: Answer = { problems: [], given: {} };
const Answered = createContext<{ id: string; answer: Answer }>({ id: '', answer: nothing });

/** What the form around says of one field: its id, its problem, and what was typed in it. */
export function useField(name: string) {
  const { id, answer } = useContext(Answered);
  const problem = answer.problems.find((one) => one.path === name)?.message;
  return { id: `${id}-${name}`, problem, given: answer.given[name] };
}

type FormProps = {
  action: Action;
  /** Names the form in the page: ids of fields begin with it. */
  id: string;
  submit: string;
  quiet?: boolean;
  children?: ReactNode;
  /** Shown instead of the fields once it is done. */
  after?: ReactNode;
};

export function Form({ action, id, submit, quiet = false, children, after }: FormProps) {
  const [answer, send, pending] = useActionState(action, nothing);
  useEarlyText(id);
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer !== nothing) told.current?.focus();
  }, [answer]);
  const over = after !== undefined && answer.done !== undefined;
  return (
    <form action={send} className="form" id={id} noValidate>
      <Answered value={{ id, answer }}>
        <div ref={told} tabIndex={-1} aria-live="polite">
          <Problems form={id} problems={answer.problems} />
          {answer.done && <Done answer={answer} />}
        </div>
        {over ? after : children}
        {!over && (
          <button type="submit" className={quiet ? 'button quiet' : 'button'} aria-disabled={pending}>
            {submit}
          </button>
        )}
      </Answered>
    </form>
  );
}

function Done({ answer: { done, link, codes } }: { answer: Answer }) {
  return (
    <div className="done">
      <p>{done}</p>
      {link && <input className="to-copy" readOnly aria-label="Lien à copier" defaultValue={link} />}
      {codes && (
        <ol className="codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
