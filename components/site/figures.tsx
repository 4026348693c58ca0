/** The edition’s figures, large, each with its mark. */
import { divergence, type ReadFact } from './facts.ts';
import { ToReasons, Value } from './told.tsx';

/** `page`: the address of the page that tells who says what, when sources disagree. */
export function Figures({ figures, page }: { figures: ReadFact[]; page: string }) {
  return (
    <dl className="figures">
      {figures.map((read) => {
        const { fact, state, disputed } = read;
        return (
          <div key={fact.key}>
            <dt>
              {state === 'known' && fact.figure ? fact.value : fact.label}
              {disputed && <ToReasons read={read} page={page} words={divergence(fact)} />}
            </dt>
            <dd className={state === 'known' ? undefined : 'untold'}>
              <Value read={read} shown={fact.figure || fact.value} brief />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
