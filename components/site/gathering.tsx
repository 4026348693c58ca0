/** A page that gathers laureates under one theme or one prize: why they stand together, then their plaques. */
import type { ReactNode } from 'react';
import type { PublishedFact } from '../../server/published/facts.ts';
import type { LaureateCard } from '../../server/published/laureates.ts';
import type { PublishedVersion } from '../../server/published/version.ts';
import { Choices } from './choices.tsx';
import { readChoices, readFact } from './facts.ts';
import { Footnotes } from './footnotes.ts';
import { readProse } from './markdown.ts';
import { Notes } from './notes.tsx';
import { PageHead } from './page-head.tsx';
import { PlaqueWall } from './plaque.tsx';
import { Prose } from './prose.tsx';
import { Published } from './published.tsx';
import { Told } from './told.tsx';
import './gatherings.css';

type GatheringProps = {
  title: string;
  subtitle: string;
  description: string;
  facts: PublishedFact[];
  version: PublishedVersion;
  laureates: LaureateCard[];
  children: ReactNode;
};

export function Gathering({ title, subtitle, description, facts, version, laureates, children }: GatheringProps) {
  const footnotes = new Footnotes();
  const reads = facts.map((fact) => readFact(fact, footnotes));
  const words = readProse(description, facts, footnotes);
  const choices = readChoices(reads, footnotes);
  return (
    <div className="wall">
      <PageHead title={title}>
        <p>{subtitle}</p>
        {reads.map((read) => (
          <p key={read.fact.key}>
            <Told read={read} />
          </p>
        ))}
      </PageHead>
      <section aria-labelledby="laureats">
        <h2 id="laureats" className="sr-only">
          Lauréats
        </h2>
        {laureates.length > 0 ? <PlaqueWall laureates={laureates} /> : <p>Aucun lauréat pour le moment.</p>}
      </section>
      <div className="gathering-words">
        <section className="prose" aria-labelledby="explication">
          <h2 id="explication">De quoi il s’agit</h2>
          <Prose blocks={words} top={3} linked />
          <Published version={version} />
        </section>
        {choices.length > 0 && (
          <div className="prose">
            <Choices choices={choices} title="Choix de la rédaction" />
          </div>
        )}
      </div>
      {children}
      <Notes notes={footnotes.notes} />
    </div>
  );
}
