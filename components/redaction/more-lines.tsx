'use client';
/**
 * The empty lines at the end of a list, folded away, and the button that asks for another.
 *
 * Promise: with script one more line is there at once; without, the button sends the form, which comes back with
 * everything that was typed and an empty line unfolded. Nothing is saved by asking.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';

type MoreLinesProps = {
  /** The path of the list; its next lines are named `first`, `first` + 1 … */
  list: string;
  first: number;
  /** What the first line is called, such as « Ajouter un fait ». */
  add: string;
  /** Asked for without script: the first line is unfolded, and is where the page opens. */
  asked: boolean;
  className: string;
  line: (index: number) => ReactNode;
};

/** The name under which the button sends the list that wants a line; `saveEntry` reads it. */
const ASKED = 'ajouter';

export function MoreLines({ list, first, add, asked, className, line }: MoreLinesProps) {
  const [count, setCount] = useState(1);
  const last = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (count > 1) last.current?.querySelector<HTMLElement>('select, input, textarea')?.focus();
  }, [count]);
  const more = (
    <button
      type="submit"
      name={ASKED}
      value={list}
      className="button quiet add-line"
      onClick={(event) => {
        event.preventDefault();
        setCount(count + 1);
      }}
    >
      {add.replace(/^Ajouter /, 'Ajouter encore ')}
    </button>
  );
  return Array.from({ length: count }, (_, index) => (
    <details
      // biome-ignore lint/suspicious/noArrayIndexKey: a line’s place is its name in the form.
      key={index}
      className={`new-line ${className}`}
      open={asked || index > 0}
      ref={index === count - 1 ? last : undefined}
    >
      {/* biome-ignore lint/a11y/noAutofocus: the page was asked for this very line, without script. */}
      <summary autoFocus={asked && index === 0}>{add}</summary>
      {line(first + index)}
      {index === count - 1 && more}
    </details>
  ));
}
