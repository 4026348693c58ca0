/** The edition’s figures, large, each with its mark. */
import type { PublishedFact } from '../../server/published/facts.ts';
import { Calls } from './calls.tsx';
import type { Footnotes } from './footnotes.ts';

export type Figure = { fact: PublishedFact; calls: ReturnType<Footnotes['cite']> };

/** Cites what each figure rests on: the claims that were kept. */
export function readFigures(facts: PublishedFact[], footnotes: Footnotes): Figure[] {
  return facts.map((fact) => {
    const kept = fact.claims.filter((claim) => claim.status === 'kept');
    return { fact, calls: footnotes.cite({ claims: kept, exception: fact.exception }) };
  });
}

export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className="figures">
      {figures.map(({ fact, calls }) => (
        <div key={fact.key}>
          <dt>{fact.figure ? fact.value : fact.label}</dt>
          <dd>
            {fact.figure || fact.value}
            <Calls calls={calls} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
