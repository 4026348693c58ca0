/** What a value alone does not tell: what each source says when they disagree, and the editors’ reasons. */
import { capitalised } from '../ui/numbers.ts';
import { withOrdinals } from '../ui/ordinals.tsx';
import { Calls } from './calls.tsx';
import { type Choice, divergence, type ReadFact } from './facts.ts';

export function Choices({ choices, title }: { choices: Choice[]; title: string }) {
  if (choices.length === 0) return null;
  return (
    <section className="choices" aria-labelledby="choix">
      <h2 id="choix">{title}</h2>
      <dl>
        {choices.map(({ read, tellings }) => (
          <div key={read.fact.key} id={`choix-${read.fact.key}`}>
            <dt>{read.fact.label}</dt>
            <dd>
              {tellings.length > 0 && <Sides tellings={tellings} read={read} />}
              <Reason read={read} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Sides({ tellings, read }: Choice) {
  return (
    <>
      {read.disputed && <p className="diverge">{capitalised(divergence(read.fact))}</p>}
      <ul>
        {tellings.map(({ value, who, calls, setAside }) => (
          <li key={value}>
            <strong>{withOrdinals(value)}</strong>
            <Calls calls={calls} /> selon {who.join(', ')}
            {setAside && <>. Écarté. {withOrdinals(setAside)}</>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The editors’ reason; where none is written, what they did. */
function Reason({ read: { fact, state, disputed } }: { read: ReadFact }) {
  const said = [fact.ruling, fact.exception].filter((text) => text !== '');
  if (said.length === 0 && !disputed) return null;
  const undecided = state === 'undecided' && !/^Non tranch/.test(fact.ruling) ? ['Non tranché.'] : [];
  const kept = said.length === 0 && state === 'known' ? [`Nous retenons\u00a0: ${fact.value}.`] : [];
  return <p>{withOrdinals([...undecided, ...kept, ...said].join(' '))}</p>;
}
