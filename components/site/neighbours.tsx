/** Where to go next from a profile: the same theme, and the laureates before and after in the palmarès. */
import type { LaureateCard, LaureateProfile } from '../../server/published/laureates.ts';
import { PlaqueSmall } from './plaque.tsx';

export function Neighbours({ profile, palmares }: { profile: LaureateProfile; palmares: LaureateCard[] }) {
  const place = palmares.findIndex(({ slug }) => slug === profile.slug);
  // A draft that was never online has no place among them.
  const [before, after] = place === -1 ? [] : [palmares[place - 1], palmares[place + 1]];
  const { category, year } = profile;
  const alike = palmares.filter((one) => one.category.slug === category.slug && one.slug !== profile.slug);
  return (
    <>
      {alike.length > 0 && (
        <section aria-labelledby="meme-theme">
          <h2 id="meme-theme">Même thème, même année</h2>
          <ul className="plain-list">
            {alike.map(({ slug, name }) => (
              <li key={slug}>
                <a href={`/laureats/${slug}`}>{name}</a>
              </li>
            ))}
          </ul>
          <p>
            <a href={`/categories/${category.slug}`}>Tout le thème {category.name}</a>
          </p>
        </section>
      )}
      {(before || after) && (
        <nav aria-labelledby="suite">
          <h2 id="suite">Dans le palmarès {year}</h2>
          <dl className="before-after">
            {before && (
              <div>
                <dt>Avant</dt>
                <dd>
                  <PlaqueSmall laureate={before} />
                </dd>
              </div>
            )}
            {after && (
              <div>
                <dt>Après</dt>
                <dd>
                  <PlaqueSmall laureate={after} />
                </dd>
              </div>
            )}
          </dl>
        </nav>
      )}
    </>
  );
}
