/** What the sources announce to the laureates, line by line. */
import type { ReadFact } from './facts.ts';
import { Value } from './told.tsx';

export function Support({ figures }: { figures: ReadFact[] }) {
  if (figures.length === 0) return null;
  return (
    <section className="two-columns support" aria-labelledby="aides">
      <h2 id="aides">Ce qui est annoncé aux lauréats</h2>
      <ul>
        {figures.map((read) => (
          <li key={read.fact.key} id={`fait-${read.fact.key}`}>
            <Value read={read} />
          </li>
        ))}
      </ul>
    </section>
  );
}
