/** A fact in one line: its value and marks, and the way to the reasons when the value alone does not tell all. */
import { Fragment, type ReactNode } from 'react';
import { withOrdinals } from '../ui/ordinals.tsx';
import { Calls } from './calls.tsx';
import { divergence, needsWords, type ReadFact, type Telling } from './facts.ts';

/** What stands where no source says anything. */
export const UNKNOWN = 'non précisé par les sources';

/** What stands for the value when sources disagree and the editors did not choose. */
const UNDECIDED = 'Non tranché';

type ToldProps = {
  read: ReadFact;
  /** The value as the page shows it, when it is more than its words (a link). */
  shown?: ReactNode;
  /** What the link to the reasons says when sources agree: « choix de la rédaction ». */
  reason?: string;
};

export function Told({ read, shown, reason = 'choix de la rédaction' }: ToldProps) {
  const { fact, state, disputed } = read;
  const words = disputed ? divergence(fact) : state === 'unknown' ? 'pourquoi' : reason;
  return (
    <>
      <Value read={read} shown={shown} brief />
      {needsWords(read) && <ToReasons read={read} words={words} />}
    </>
  );
}

/**
 * The way to the reasons, and every side when nobody chose.
 * @param page the address of the page they are on, when it is another
 */
export function ToReasons({ read: { fact, sides }, page = '', words }: ToReasonsProps) {
  return (
    <span className="to-choice">
      <a href={`${page}#choix-${fact.key}`}>{words}</a>
      {sides.length > 0 && (
        <>
          &nbsp;: <Sides sides={sides} />
        </>
      )}
    </span>
  );
}

type ToReasonsProps = { read: ReadFact; page?: string; words: string };

/** A fact’s value with its marks, or that there is none. */
export function Value({ read: { fact, state, calls, sides }, shown, brief = false }: ValueProps) {
  if (state === 'undecided') return brief ? UNDECIDED : <Sides sides={sides} />;
  return (
    <>
      {state === 'unknown' ? <span className="unknown">{UNKNOWN}</span> : (shown ?? withOrdinals(fact.value))}
      <Calls calls={calls} />
    </>
  );
}

/** `brief`: the sides stand elsewhere. */
type ValueProps = Pick<ToldProps, 'read' | 'shown'> & { brief?: boolean };

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
