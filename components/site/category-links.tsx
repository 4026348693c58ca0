/** Themes as plain links, each with its number of laureates; the theme at hand is marked, not linked away. */
import type { CategoryLine } from '../../server/published/categories.ts';
import { counted } from '../ui/numbers.ts';

type CategoryLinksProps = { categories: CategoryLine[]; title: string; current?: string };

export function CategoryLinks({ categories, title, current }: CategoryLinksProps) {
  const filled = categories.filter(({ laureates }) => laureates > 0);
  return (
    <section className="two-columns themes" aria-labelledby="themes">
      <div>
        <h2 id="themes">{title}</h2>
        <p className="muted">Classement de la rédaction.</p>
      </div>
      <ul>
        {filled.map(({ slug, name, laureates }) => (
          <li key={slug}>
            <a href={`/categories/${slug}`} aria-current={slug === current ? 'page' : undefined}>
              {name}
            </a>{' '}
            <span className="muted">{counted(laureates, 'lauréat', 'lauréats')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
