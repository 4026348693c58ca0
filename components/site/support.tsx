/** What the sources announce to the laureates, line by line. */
import { withOrdinals } from '../ui/ordinals.tsx';
import { Calls } from './calls.tsx';
import type { Figure } from './figures.tsx';

export function Support({ figures }: { figures: Figure[] }) {
  if (figures.length === 0) return null;
  return (
    <section className="two-columns support" aria-labelledby="aides">
      <h2 id="aides">Ce qui est annoncé aux lauréats</h2>
      <ul>
        {figures.map(({ fact, calls }) => (
          <li key={fact.key} id={`fait-${fact.key}`}>
            {withOrdinals(fact.value)}
            <Calls calls={calls} />
          </li>
        ))}
      </ul>
    </section>
  );
}
