/** What the sources announce to the laureates, line by line. */
import { withOrdinals } from '../ui/ordinals.tsx';
import { Calls } from './calls.tsx';
import type { ReadFact } from './facts.ts';
import { Sides } from './told.tsx';

export function Support({ figures }: { figures: ReadFact[] }) {
  if (figures.length === 0) return null;
  return (
    <section className="two-columns support" aria-labelledby="aides">
      <h2 id="aides">Ce qui est annoncé aux lauréats</h2>
      <ul>
        {figures.map(({ fact, state, calls, sides }) => (
          <li key={fact.key} id={`fait-${fact.key}`}>
            {state === 'undecided' ? <Sides sides={sides} /> : withOrdinals(fact.value)}
            {state !== 'undecided' && <Calls calls={calls} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
