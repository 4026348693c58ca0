/** The laureates of an edition as plaques, grouped by prize: the frame shows the prize, the heading says it. */
import type { LaureateCard } from '../../server/published/laureates.ts';
import { capitalised, inWords } from '../ui/numbers.ts';
import { PlaqueWall } from './plaque.tsx';

export function Palmares({ laureates, level = 3 }: { laureates: LaureateCard[]; level?: 2 | 3 }) {
  const byAward = Map.groupBy(laureates, ({ award }) => award.slug);
  const Heading = level === 2 ? 'h2' : 'h3';
  return [...byAward].map(([slug, group]) => {
    const [first] = group;
    if (!first) return null;
    const { name, plural } = first.award;
    const counted = `${capitalised(inWords(group.length))} ${(group.length < 2 ? name : plural).toLocaleLowerCase('fr')}`;
    return (
      <section key={slug} className="prize-group" aria-labelledby={`prix-${slug}`}>
        <Heading id={`prix-${slug}`} data-frame={first.award.frame}>
          <a href={`/prix/${slug}`}>{counted}</a>
        </Heading>
        <PlaqueWall laureates={group} wide={group.length === 1} />
      </section>
    );
  });
}
