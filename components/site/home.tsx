/** The home page: the sentence that says it all, four figures, the palmarès, the criteria, what a laureate receives. */
import type { CategoryLine } from '../../server/published/categories.ts';
import type { CriterionPage } from '../../server/published/criteria.ts';
import type { EditionPage } from '../../server/published/editions.ts';
import type { LaureateCard } from '../../server/published/laureates.ts';
import { Calls } from './calls.tsx';
import { CategoryLinks } from './category-links.tsx';
import { readFact } from './facts.ts';
import { Figures } from './figures.tsx';
import { Footnotes } from './footnotes.ts';
import { readProse } from './markdown.ts';
import { Notes } from './notes.tsx';
import { Opening } from './opening.tsx';
import { Palmares } from './palmares.tsx';
import { ProseLine } from './prose.tsx';
import { Support } from './support.tsx';

type HomeProps = {
  edition: EditionPage;
  laureates: LaureateCard[];
  criteria: Pick<CriterionPage, 'slug' | 'title' | 'requirement' | 'facts'>[];
  categories: CategoryLine[];
};

export function Home({ edition, laureates, criteria, categories }: HomeProps) {
  const footnotes = new Footnotes();
  const facts = [...edition.figures, ...edition.support, ...edition.details];
  const standfirst = readProse(edition.standfirst, facts, footnotes);
  const figures = edition.figures.slice(0, 4).map((fact) => readFact(fact, footnotes));
  const asked = criteria.map(({ slug, title, requirement, facts }) => {
    const words = readProse(requirement, facts, footnotes);
    return { slug, title, words, calls: facts.flatMap((fact) => readFact(fact, footnotes).calls) };
  });
  const support = edition.support.map((fact) => readFact(fact, footnotes));
  return (
    <>
      <Opening headline={edition.headline} standfirst={standfirst} />
      <div className="wall">
        <Figures figures={figures} page={`/editions/${edition.year}`} />
        <section aria-labelledby="palmares">
          <div className="section-head">
            <h2 id="palmares">{edition.title}</h2>
            <p>
              <a href="/laureats">Tous les lauréats, de A à Z</a>
            </p>
          </div>
          <Palmares laureates={laureates} />
        </section>
      </div>
      <section className="band" aria-labelledby="criteres">
        <div className="wall">
          <h2 id="criteres">Critères pour concourir</h2>
          <ol className="asked">
            {asked.map(({ slug, title, words, calls }) => (
              <li key={slug}>
                <h3>
                  <a href={`/criteres#${slug}`}>{title}</a>
                </h3>
                <p>
                  <ProseLine blocks={words} />
                  <Calls calls={calls} />
                </p>
              </li>
            ))}
          </ol>
        </div>
      </section>
      <div className="wall">
        <Support figures={support} />
        <CategoryLinks categories={categories} title="Par thème" />
        <Notes notes={footnotes.notes} />
      </div>
    </>
  );
}
