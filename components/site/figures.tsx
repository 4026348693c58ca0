/** The edition’s figures, large, each with its mark. */
import type { PublishedFact } from '../../server/published/facts.ts';
import { Calls } from './calls.tsx';
import { divergence } from './facts.ts';
import type { Footnotes } from './footnotes.ts';

export type Figure = { fact: PublishedFact; calls: ReturnType<Footnotes['cite']> };

/** Cites what each figure rests on: the claims that were kept. */
export function readFigures(facts: PublishedFact[], footnotes: Footnotes): Figure[] {
  return facts.map((fact) => {
    const kept = fact.claims.filter((claim) => claim.status === 'kept');
    return { fact, calls: footnotes.cite({ claims: kept, exception: fact.exception }) };
  });
}

const isDisputed = ({ claims }: PublishedFact) => claims.some((claim) => claim.status === 'disputed');

/** `page`: the address of the page that tells who says what, when sources disagree. */
export function Figures({ figures, page }: { figures: Figure[]; page: string }) {
  return (
    <dl className="figures">
      {figures.map(({ fact, calls }) => (
        <div key={fact.key}>
          <dt>
            {fact.figure ? fact.value : fact.label}
            {isDisputed(fact) && (
              <span className="to-choice">
                <a href={`${page}#choix-${fact.key}`}>{divergence(fact)}</a>
              </span>
            )}
          </dt>
          <dd>
            {fact.figure || fact.value}
            <Calls calls={calls} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
