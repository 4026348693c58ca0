/** A laureate’s profile, as the public reads it and as editors preview it. */
import type { ReactNode } from 'react';
import type { CriterionLine } from '../../server/published/criteria.ts';
import type { PublishedFact } from '../../server/published/facts.ts';
import type { LaureateCard, LaureateProfile } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { Day } from '../ui/dates.tsx';
import { Choices } from './choices.tsx';
import { citedProfile, readySentence, versionNamed } from './citation.ts';
import { CitationForms, Cite } from './cite.tsx';
import { CriteriaShown } from './criteria-shown.tsx';
import { FactBox, type FactLine } from './fact-box.tsx';
import { type ReadFact, readChoices, readFact } from './facts.ts';
import { Footnotes } from './footnotes.ts';
import { type Block, readProse } from './markdown.ts';
import { Neighbours } from './neighbours.tsx';
import { Notes } from './notes.tsx';
import { PlaqueTitle } from './plaque.tsx';
import { Prose } from './prose.tsx';
import { reportFormPath } from './report-link.tsx';
import { Reuse } from './reuse.tsx';
import { Told } from './told.tsx';
import { WebsiteLink } from './website-link.tsx';

type ProfileProps = {
  site: Site;
  profile: LaureateProfile;
  criteria: CriterionLine[];
  /** Null for a past version: what surrounds a profile changes, and a version does not. */
  palmares: LaureateCard[] | null;
};

export function Profile({ site, profile, criteria, palmares }: ProfileProps) {
  const footnotes = new Footnotes();
  const { box, lines } = factBox(profile, footnotes, palmares !== null);
  // An error is reported on what is online; a version of the past stays as it was. Empty: no way to report.
  const reportAt = palmares === null ? '' : reportFormPath(profile.slug);
  const summary = readProse(profile.summary, profile.facts, footnotes);
  const account = readProse(profile.account, profile.facts, footnotes);
  const plain = readProse(profile.plain, profile.facts, footnotes);
  const shown = criteria.map((criterion) => {
    const fact = profile.facts.find((one) => one.key === `critere-${criterion.slug}`);
    return { criterion, read: fact ? readFact(fact, footnotes) : null };
  });
  const details = ['activity', 'details'].flatMap((field) => readAll(profile.facts, field, footnotes));
  const met = shown.flatMap(({ read }) => read ?? []);
  const choices = readChoices([...box, ...met, ...details], footnotes);
  return (
    <article className="wall profile">
      <div className="profile-head">
        <PlaqueTitle laureate={profile} />
        <FactBox lines={lines} reportAt={reportAt} />
      </div>
      <div className="profile-body">
        <div className="prose">
          <Words id="en-bref" title="En bref" blocks={summary} />
          <Words id="le-projet" title="Le projet" blocks={account} />
          <Words id="en-clair" title="En clair" blocks={plain} />
          <CriteriaShown shown={shown} reportAt={reportAt} />
          <section aria-labelledby="autres-faits">
            <h2 id="autres-faits">Autres faits</h2>
            <FactBox lines={details.map(asLine)} reportAt={reportAt} />
          </section>
          <Choices choices={choices} title="Divergences et choix de la rédaction" />
        </div>
        <Around {...{ site, profile, palmares }} />
      </div>
      <Notes notes={footnotes.notes} />
    </article>
  );
}

type AroundProps = Pick<ProfileProps, 'site' | 'profile' | 'palmares'>;

/** Around a version of the past stands how to cite it, and nothing that changes. */
function Around({ site, profile, palmares }: AroundProps) {
  const cited = citedProfile(site, profile);
  return (
    <aside className="margin" aria-label="Autour de cette fiche">
      <Cite title="Citer cette fiche" sentence={readySentence(cited, versionNamed(profile.version))}>
        <CitationForms cited={cited} {...(palmares && { folder: `/laureats/${profile.slug}` })} />
      </Cite>
      {palmares && <Reuse site={site} laureate={profile} />}
      {palmares && <Neighbours profile={profile} palmares={palmares} />}
    </aside>
  );
}

function Words({ id, title, blocks }: { id: string; title: string; blocks: Block[] }) {
  if (blocks.length === 0) return null;
  return (
    <section className={id} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Prose blocks={blocks} top={3} linked />
    </section>
  );
}

const readAll = (facts: PublishedFact[], field: string, footnotes: Footnotes) =>
  facts.filter((fact) => fact.field === field).map((fact) => readFact(fact, footnotes));

const asLine = (read: ReadFact): FactLine => {
  return { key: read.fact.key, label: read.fact.label, told: <Told read={read} /> };
};

/** The fact box, in the order journalists ask: name, prize, edition, theme, form, founded, place, site, this page. */
function factBox(profile: LaureateProfile, footnotes: Footnotes, current: boolean) {
  const { facts, award, category, year } = profile;
  const fields = ['name', 'award', 'edition', 'category', 'legalForm', 'founded', 'place', 'website'];
  const box = fields.flatMap((field) => readAll(facts, field, footnotes));
  const shown: Record<string, (value: string) => ReactNode> = {
    award: () => (award.slug === '' ? award.name : <a href={`/prix/${award.slug}`}>{award.name}</a>),
    edition: () => <a href={`/editions/${year}`}>{year}</a>,
    category: () =>
      category.slug === '' ? category.name : <a href={`/categories/${category.slug}`}>{category.name}</a>,
    website: (value) => <WebsiteLink address={value} />,
  };
  const lines = box.map((read): FactLine => {
    const { key, label, field, value } = read.fact;
    const reason = field === 'category' ? 'classement de la rédaction' : 'choix de la rédaction';
    return { key, label, told: <Told read={read} shown={shown[field]?.(value)} reason={reason} /> };
  });
  return { box, lines: [...lines, { key: 'fiche', label: 'Fiche', told: dated(profile, current) }] };
}

/** Which version this is; of the current one, where it stays and what came before. */
function dated({ slug, version: { number, publishedAt }, permanentPath }: LaureateProfile, current: boolean) {
  const named = (
    <>
      version&nbsp;{number}, <Day date={publishedAt} />
    </>
  );
  if (!current) return named;
  return (
    <>
      <a href={permanentPath}>{named}</a> · <a href={`/laureats/${slug}/historique`}>historique</a>
    </>
  );
}
