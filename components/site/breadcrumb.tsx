/** Where the page stands in the site: the way back up, the page itself last. */

export type Step = { name: string; path: string };

export function Breadcrumb({ trail }: { trail: Step[] }) {
  return (
    <nav className="breadcrumb" aria-label="Fil d’Ariane">
      <ol>
        {trail.map(({ name, path }, index) => (
          <li key={path}>
            {index < trail.length - 1 ? (
              <a href={path}>{name}</a>
            ) : (
              <a href={path} aria-current="page">
                {name}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
