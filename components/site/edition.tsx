/** An edition in detail: what the sources tell of it, every figure with its marks, what they disagree on. */
import type { EditionPage } from '../../server/published/editions.ts';
import type { LaureateCard } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { Choices } from './choices.tsx';
import { readySentence, versionNamed } from './citation.ts';
import { Cite } from './cite.tsx';
import { FactBox, type FactLine } from './fact-box.tsx';
import { type ReadFact, readChoices, readFact } from './facts.ts';
import { Footnotes } from './footnotes.ts';
import { readProse } from './markdown.ts';
import { Notes } from './notes.tsx';
import { PageHead } from './page-head.tsx';
import { Palmares } from './palmares.tsx';
import { Prose } from './prose.tsx';
import { Published } from './published.tsx';
import { Support } from './support.tsx';
import { Told } from './told.tsx';
import './gatherings.css';

const asLine = (read: ReadFact): FactLine => {
  return { key: read.fact.key, label: read.fact.label, told: <Told read={read} /> };
};

type EditionProps = { site: Site; edition: EditionPage; laureates: LaureateCard[] };

export function Edition({ site, edition, laureates }: EditionProps) {
  const footnotes = new Footnotes();
  const facts = [...edition.figures, ...edition.support, ...edition.details];
  const summary = readProse(edition.summary, facts, footnotes);
  const figures = edition.figures.map((fact) => readFact(fact, footnotes));
  const account = readProse(edition.account, facts, footnotes);
  const support = edition.support.map((fact) => readFact(fact, footnotes));
  const details = edition.details.map((fact) => readFact(fact, footnotes));
  const choices = readChoices([...figures, ...support, ...details], footnotes);
  const named = { title: edition.title, part: '', site, url: `${site.url}/editions/${edition.year}` };
  return (
    <div className="wall">
      <PageHead title={edition.title}>
        <Prose blocks={summary} linked />
      </PageHead>
      <Palmares laureates={laureates} level={2} />
      <div className="edition-body">
        <div className="prose">
          {account.length > 0 && (
            <section aria-labelledby="recit">
              <h2 id="recit">Ce que racontent les sources</h2>
              <Prose blocks={account} top={3} linked />
            </section>
          )}
        </div>
        <section className="edition-facts" aria-labelledby="chiffres">
          <h2 id="chiffres">En chiffres et en faits</h2>
          <FactBox lines={[...figures, ...details].map(asLine)} />
        </section>
      </div>
      <Support figures={support} />
      <div className="prose edition-choices">
        <Choices choices={choices} title="Divergences et choix de la rédaction" />
        <Published version={edition.version} />
        <Cite title="Citer cette page" sentence={readySentence(named, versionNamed(edition.version))} />
      </div>
      <Notes notes={footnotes.notes} />
    </div>
  );
}
