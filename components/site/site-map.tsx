/** Groups of links to every page of the site. */
import './site-map.css';

export type LinkGroup = { title: string; links: { name: string; path: string }[] };

export function SiteMap({ groups }: { groups: LinkGroup[] }) {
  return (
    <div className="site-map">
      {groups
        .filter(({ links }) => links.length > 0)
        .map(({ title, links }) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {links.map(({ name, path }) => (
                <li key={path}>
                  <a href={path}>{name}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
