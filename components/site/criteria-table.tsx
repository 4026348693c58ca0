/** Who is shown meeting what: laureates down, criteria across, each filled cell leading to its passage. */
import type { CriterionPage } from '../../server/published/criteria.ts';
import type { LaureateCard } from '../../server/published/laureates.ts';
import { withOrdinals } from '../ui/ordinals.tsx';
import { Calls } from './calls.tsx';
import { divergence, type ReadFact, readFact } from './facts.ts';
import type { Footnotes } from './footnotes.ts';
import { UNKNOWN } from './told.tsx';
import './criteria-table.css';

/** A laureate and, criterion by criterion, what a source shows; null where none does. */
export type CriteriaRow = { laureate: LaureateCard; cells: { slug: string; read: ReadFact | null }[] };

/** The rows of the table, in the order of the palmarès; cites each passage once more. */
export function readRows(criteria: CriterionPage[], laureates: LaureateCard[], footnotes: Footnotes): CriteriaRow[] {
  return laureates.map((laureate) => {
    const cells = criteria.map(({ slug, met }) => {
      const found = met.find((one) => one.laureate.slug === laureate.slug);
      return { slug, read: found ? readFact(found.fact, footnotes) : null };
    });
    return { laureate, cells };
  });
}

export function CriteriaTable({ criteria, rows }: { criteria: CriterionPage[]; rows: CriteriaRow[] }) {
  return (
    <div className="criteria-table">
      <h2 id="tableau">Le tableau des lauréats et des critères</h2>
      <p className="prose">
        Chaque case pleine mène au passage sur lequel elle repose. Une case vide ne dit pas qu’un lauréat n’y répond
        pas&nbsp;: les sources ne le précisent pas.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the table scrolls, by the keyboard too. */}
      <section className="table-frame" aria-labelledby="tableau" tabIndex={0}>
        <table>
          <caption>
            Ce que les sources montrent, lauréat par lauréat et critère par critère
            <span className="signs" aria-hidden="true">
              ✓&nbsp;: une source en parle&#8239;; –&nbsp;: {UNKNOWN}
            </span>
          </caption>
          <thead>
            <tr>
              <th scope="col">Lauréat</th>
              {criteria.map(({ slug, title, position }) => (
                <th key={slug} scope="col">
                  <a href={`#${slug}`}>
                    <span className="criterion-number">{position}</span> {title}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.laureate.slug} {...row} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Row({ laureate, cells }: CriteriaRow) {
  return (
    <tr>
      <th scope="row">
        <a href={`/laureats/${laureate.slug}`}>{laureate.name}</a>
      </th>
      {cells.map(({ slug, read }) =>
        read ? (
          <td key={slug} className="shown">
            <a href={`/laureats/${laureate.slug}#fait-critere-${slug}`}>
              <span className="words">{withOrdinals(read.fact.value)}</span>
            </a>
            <Calls calls={read.calls} />
            {read.disputed && <span className="words"> ({divergence(read.fact)})</span>}
          </td>
        ) : (
          <td key={slug} className="unknown">
            <span className="words">{UNKNOWN}</span>
          </td>
        ),
      )}
    </tr>
  );
}
