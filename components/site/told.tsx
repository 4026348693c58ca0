/** A fact in one line: its value and marks, and the way to the reasons when the value alone does not tell all. */
import type { ReactNode } from 'react';
import { withOrdinals } from '../ui/ordinals.tsx';
import { Calls } from './calls.tsx';
import { needsWords, type ReadFact } from './facts.ts';

/** What stands where no source says anything. */
export const UNKNOWN = 'non précisé par les sources';

type ToldProps = {
  read: ReadFact;
  /** The value as the page shows it, when it is more than its words (a link). */
  shown?: ReactNode;
  /** What the link to the reasons says when sources agree: « choix de la rédaction ». */
  reason?: string;
};

export function Told({ read, shown, reason = 'choix de la rédaction' }: ToldProps) {
  const { fact, state, disputed, calls } = read;
  const value = state === 'undecided' ? 'Non tranché' : (shown ?? withOrdinals(fact.value));
  return (
    <>
      {state === 'unknown' ? <span className="unknown">{UNKNOWN}</span> : value}
      <Calls calls={calls} />
      {needsWords(read) && state !== 'unknown' && (
        <a className="to-choice" href={`#choix-${fact.key}`}>
          {disputed ? 'les sources divergent' : reason}
        </a>
      )}
    </>
  );
}
