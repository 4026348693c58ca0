/** The way from one page of a long list to the others, as plain links. */
import { addressWith } from './address.ts';

type PagesProps = { path: string; query: Record<string, string>; page: number; pages: number };

export function Pages({ path, query, page, pages }: PagesProps) {
  if (pages < 2) return null;
  const to = (number: number) => addressWith(path, { ...query, page: String(number) });
  return (
    <nav aria-label="Pages de la liste" className="list-pages">
      {page > 1 && (
        <a href={to(page - 1)} rel="prev">
          Précédente
        </a>
      )}
      <span>
        Page {page} sur {pages}
      </span>
      {page < pages && (
        <a href={to(page + 1)} rel="next">
          Suivante
        </a>
      )}
    </nav>
  );
}
