/**
 * The enamel plaque: the theme in its cartouche, the laureate’s name on the blue field, the prize in the frame.
 * The frame never speaks alone: wherever a plaque stands, the prize is also written.
 */
import type { ReactNode } from 'react';
import type { LaureateCard } from '../../server/published/laureates.ts';
import { withOrdinals } from '../ui/ordinals.tsx';

/** A plaque that leads to the laureate’s profile. */
export function PlaqueLink({ laureate, large = false }: { laureate: LaureateCard; large?: boolean }) {
  const { slug, name, tagline, award, category } = laureate;
  return (
    <a
      className={large ? 'plaque plaque-wide' : 'plaque'}
      href={`/laureats/${slug}`}
      data-frame={award.frame}
      data-transition={`plaque-${slug}`}
    >
      <span className="cartouche">{category.name}</span>
      <span className="field">
        <strong className="plaque-name">{name}</strong>
        <span className="plaque-foot">{withOrdinals(tagline)}</span>
      </span>
    </a>
  );
}

/** The plaque at the head of a profile: it holds the page’s title. */
export function PlaqueTitle({ laureate }: { laureate: LaureateCard }) {
  const { slug, name, award, category, year } = laureate;
  return (
    <div className="plaque plaque-title" data-frame={award.frame} data-transition={`plaque-${slug}`}>
      <p className="cartouche">{category.name}</p>
      <div className="field">
        <h1 className="plaque-name">{name}</h1>
        <p className="plaque-foot">
          {award.name} {year}
        </p>
      </div>
    </div>
  );
}

/** A plaque one line high, for dense lists. */
export function PlaqueSmall({ laureate }: { laureate: LaureateCard }) {
  const { slug, name, award } = laureate;
  return (
    <a className="plaque-small" href={`/laureats/${slug}`} data-frame={award.frame} data-transition={`plaque-${slug}`}>
      <span>{name}</span>
    </a>
  );
}

/** Plaques side by side, as on a wall. A prize given once takes the whole width when asked. */
export function PlaqueWall({ laureates, wide = false }: { laureates: LaureateCard[]; wide?: boolean }): ReactNode {
  return (
    <ul className="plaque-wall">
      {laureates.map((laureate) => (
        <li key={laureate.slug} className={wide ? 'whole-row' : undefined}>
          <PlaqueLink laureate={laureate} large={wide} />
        </li>
      ))}
    </ul>
  );
}
