/** All laureates from A to Z: one dense line each, its small plaque first. */
import { Fragment } from 'react';
import type { AwardLine } from '../../server/published/awards.ts';
import type { CategoryLine } from '../../server/published/categories.ts';
import type { LaureateCard } from '../../server/published/laureates.ts';
import { withOrdinals } from '../ui/ordinals.tsx';
import { PlaqueSmall } from './plaque.tsx';
import './laureate-index.css';

/** A laureate and the letter it is filed under. */
export type Filed = { laureate: LaureateCard; letter: string };

export function LaureateIndex({ filed }: { filed: Filed[] }) {
  return (
    <ol className="index">
      {filed.map(({ laureate, letter }, index) => {
        const { slug, tagline, category, award, year } = laureate;
        const opens = filed[index - 1]?.letter !== letter;
        return (
          <li key={slug}>
            <span className="index-letter" aria-hidden="true">
              {opens && letter}
            </span>
            <PlaqueSmall laureate={laureate} />
            <p className="index-tagline">{withOrdinals(tagline)}</p>
            <div className="index-where">
              <p>
                <a href={`/categories/${category.slug}`}>{category.name}</a>
              </p>
              <p>
                <a href={`/prix/${award.slug}`}>{award.name}</a> {year}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type FiltersProps = { categories: CategoryLine[]; awards: (AwardLine & { laureates: number })[] };

/** Plain links to the pages that hold a part of the list. */
export function Filters({ categories, awards }: FiltersProps) {
  const groups = [
    {
      id: 'par-theme',
      title: 'Par thème',
      links: categories.map((one) => ({ ...one, path: `/categories/${one.slug}` })),
    },
    {
      id: 'par-prix',
      title: 'Par prix',
      links: awards.map((one) => ({ ...one, name: one.plural, path: `/prix/${one.slug}` })),
    },
  ];
  return (
    <nav className="filters" aria-label="Filtrer les lauréats">
      {groups.map(({ id, title, links }) => (
        <Fragment key={id}>
          <h2 id={id}>{title}</h2>
          <ul aria-labelledby={id}>
            {links
              .filter(({ laureates }) => laureates > 0)
              .map(({ path, name, laureates }) => (
                <li key={path}>
                  <a href={path}>
                    {name} <span className="muted">({laureates})</span>
                  </a>
                </li>
              ))}
          </ul>
        </Fragment>
      ))}
    </nav>
  );
}
