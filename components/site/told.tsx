/** A fact in one line: its value and marks, and the way to the reasons when the value alone does not tell all. */
import { Fragment, type ReactNode } from 'react';
import { withOrdinals } from '../ui/ordinals.tsx';
import { Calls } from './calls.tsx';
import { divergence, needsWords, type ReadFact, type Telling } from './facts.ts';

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
  const { fact, state, disputed, calls, sides } = read;
  const wordy = needsWords(read);
  return (
    <>
      {state === 'unknown' && <span className="unknown">{UNKNOWN}</span>}
      {state === 'undecided' && 'Non tranché'}
      {state === 'known' && (shown ?? withOrdinals(fact.value))}
      {sides.length === 0 && <Calls calls={calls} />}
      {wordy && (
        <span className="to-choice">
          <a href={`#choix-${fact.key}`}>{disputed ? divergence(fact) : state === 'unknown' ? 'pourquoi' : reason}</a>
          {sides.length > 0 && (
            <>
              &nbsp;: <Sides sides={sides} />
            </>
          )}
        </span>
      )}
    </>
  );
}

/** A fact without a way to its reasons: its value and marks, every side when nobody chose, or that no source says it. */
export function Value({ read: { fact, state, calls, sides }, shown }: Pick<ToldProps, 'read' | 'shown'>) {
  if (state === 'undecided') return <Sides sides={sides} />;
  return (
    <>
      {state === 'unknown' ? <span className="unknown">{UNKNOWN}</span> : (shown ?? withOrdinals(fact.value))}
      <Calls calls={calls} />
    </>
  );
}

/** Every side in one line; who says which stands where the reasons are. */
function Sides({ sides }: { sides: Telling[] }) {
  return sides.map(({ value, calls }, index) => (
    <Fragment key={value}>
      {index > 0 && (index === sides.length - 1 ? ' ou ' : ', ')}
      {withOrdinals(value)}
      <Calls calls={calls} />
    </Fragment>
  ));
}
