/** Which criteria the sources show a laureate meeting; the others stay empty and say so. */
import type { CriterionLine } from '../../server/published/criteria.ts';
import { AnchorLink } from './anchor-link.tsx';
import type { ReadFact } from './facts.ts';
import { ReportLink } from './report-link.tsx';
import { Told, UNKNOWN } from './told.tsx';

export type ShownCriterion = { criterion: CriterionLine; read: ReadFact | null };

/** `reportAt`: the form at which an error on one of them is reported. */
export function CriteriaShown({ shown, reportAt }: { shown: ShownCriterion[]; reportAt: string }) {
  return (
    <section aria-labelledby="criteres">
      <h2 id="criteres">Les critères, d’après les sources</h2>
      <dl className="criteria-shown">
        {shown.map(({ criterion: { slug, title }, read }) => (
          <div key={slug} id={`fait-critere-${slug}`}>
            <dt>
              <a href={`/criteres#${slug}`}>{title}</a>
            </dt>
            <dd>
              {read ? <Told read={read} /> : <span className="unknown">{UNKNOWN}</span>}
              <AnchorLink to={`fait-critere-${slug}`} name="fait" />
              {read && reportAt && <ReportLink at={reportAt} fact={`critere-${slug}`} label={title} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
