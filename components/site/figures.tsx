/** The edition’s figures, large, each with its mark. */
import { Calls } from './calls.tsx';
import { divergence, type ReadFact } from './facts.ts';
import { Sides, UNKNOWN } from './told.tsx';

/** `page`: the address of the page that tells who says what, when sources disagree. */
export function Figures({ figures, page }: { figures: ReadFact[]; page: string }) {
  return (
    <dl className="figures">
      {figures.map((read) => (
        <div key={read.fact.key}>
          <dt>
            {read.state === 'known' && read.fact.figure ? read.fact.value : read.fact.label}
            {read.disputed && (
              <span className="to-choice">
                <a href={`${page}#choix-${read.fact.key}`}>{divergence(read.fact)}</a>
              </span>
            )}
          </dt>
          <Large read={read} />
        </div>
      ))}
    </dl>
  );
}

function Large({ read: { fact, state, calls, sides } }: { read: ReadFact }) {
  if (state !== 'known') return <dd className="untold">{state === 'unknown' ? UNKNOWN : <Sides sides={sides} />}</dd>;
  return (
    <dd>
      {fact.figure || fact.value}
      <Calls calls={calls} />
    </dd>
  );
}
