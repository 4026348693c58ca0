/** The criteria explained: what each asks, why it is there, and with whom the sources show it, passage by passage. */
import type { CriterionPage } from '../../server/published/criteria.ts';
import type { LaureateCard } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { frenchDay } from '../ui/dates.tsx';
import { capitalised } from '../ui/numbers.ts';
import { withOrdinals } from '../ui/ordinals.tsx';
import { Calls } from './calls.tsx';
import { Sides } from './choices.tsx';
import { readySentence } from './citation.ts';
import { Cite } from './cite.tsx';
import { CriteriaTable, readRows } from './criteria-table.tsx';
import { readChoices, readFact } from './facts.ts';
import { Footnotes } from './footnotes.ts';
import { readProse } from './markdown.ts';
import { Notes } from './notes.tsx';
import { PageHead } from './page-head.tsx';
import { PlaqueSmall } from './plaque.tsx';
import { Prose, ProseLine } from './prose.tsx';
import { UNKNOWN } from './told.tsx';
import './criteria.css';

type CriteriaProps = { site: Site; criteria: CriterionPage[]; laureates: LaureateCard[]; lead: string };

export function Criteria({ site, criteria, laureates, lead }: CriteriaProps) {
  const footnotes = new Footnotes();
  const title = 'Critères pour concourir';
  const dated = `page du\u00a0${frenchDay(site.lastPublishedAt)}`;
  const explained = criteria.map((criterion) => readCriterion(criterion, laureates, footnotes));
  const rows = readRows(criteria, laureates, footnotes);
  return (
    <div className="wall">
      <PageHead title={title}>
        <p>{lead}</p>
        <p className="to-table">
          <a href="#tableau">Voir le tableau</a>
        </p>
      </PageHead>
      <nav className="contents" aria-label="Dans cette page">
        <ol>
          {criteria.map(({ slug, title }) => (
            <li key={slug}>
              <a href={`#${slug}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
      {explained.map((one) => (
        <Explained key={one.criterion.slug} {...one} />
      ))}
      <CriteriaTable criteria={criteria} rows={rows} />
      <Cite
        title="Citer cette page"
        sentence={readySentence({ title, part: '', site, url: `${site.url}/criteres` }, dated)}
      />
      <Notes notes={footnotes.notes} />
    </div>
  );
}

type Read = ReturnType<typeof readCriterion>;

function readCriterion(criterion: CriterionPage, laureates: LaureateCard[], footnotes: Footnotes) {
  const { facts, met } = criterion;
  const requirement = readProse(criterion.requirement, facts, footnotes);
  const wording = facts.map((fact) => readFact(fact, footnotes));
  const rationale = readProse(criterion.rationale, facts, footnotes);
  const choices = readChoices(wording, footnotes);
  const shown = met.map(({ laureate, fact }) => ({ laureate, read: readFact(fact, footnotes) }));
  const silent = laureates.filter((one) => !met.some(({ laureate }) => laureate.slug === one.slug));
  return { criterion, requirement, wording, rationale, choices, shown, silent };
}

function Explained({ criterion, requirement, wording, rationale, choices, shown, silent }: Read) {
  const { slug, title, position } = criterion;
  return (
    <section className="criterion" aria-labelledby={slug}>
      <h2 id={slug}>
        <span className="criterion-number">{position}</span> {title}
      </h2>
      <div className="prose">
        <p className="criterion-asks">
          <ProseLine blocks={requirement} />
          <Calls calls={wording.flatMap(({ calls }) => calls)} />
        </p>
        <Prose blocks={rationale} top={3} linked />
        {choices.map(({ read, tellings }) => (
          <div key={read.fact.key} className="disagreement">
            {tellings.length > 0 && <Sides tellings={tellings} read={read} />}
            <p>{withOrdinals(read.fact.ruling)}</p>
          </div>
        ))}
      </div>
      <div className="criterion-shown">
        <h3>Lauréats, d’après les sources</h3>
        {shown.length === 0 && <p>Aucun&nbsp;: {UNKNOWN}.</p>}
        <ul>
          {shown.map(({ laureate, read }) => (
            <li key={laureate.slug}>
              <PlaqueSmall laureate={laureate} />
              <p>
                {withOrdinals(read.fact.value)}
                <Calls calls={read.calls} />
              </p>
            </li>
          ))}
        </ul>
        {silent.length > 0 && shown.length > 0 && (
          <p className="silent">
            <span className="unknown">{capitalised(UNKNOWN)}</span> pour {silent.map(({ name }) => name).join(', ')}.
          </p>
        )}
      </div>
    </section>
  );
}
