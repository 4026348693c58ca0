/** The head of every page of an entry: its name, where it stands, its pages, and the public one. */
import './desk.css';
import './entry.css';

export type EntryHeadProps = {
  title: string;
  state: string;
  stateName: string;
  path: string;
  number: number;
  /** The public page, when there is one. */
  online: string | undefined;
  section: { title: string; path: string };
  tabs: { last: string; name: string }[];
  current: string;
};

export function EntryHead({ title, state, stateName, path, number, online, section, tabs, current }: EntryHeadProps) {
  return (
    <header className="entry-head">
      <p className="entry-where">
        <a href={section.path}>{section.title}</a>
      </p>
      <h1>{title}</h1>
      <p className="entry-state">
        <span className="state" data-state={state}>
          {stateName}
        </span>
        {' · '}révision {number}
        {online && (
          <>
            {' · '}
            <a href={online}>Page publique</a>
          </>
        )}
      </p>
      <nav aria-label="Cette fiche" className="entry-tabs">
        <ul>
          {tabs.map(({ last, name }) => (
            <li key={last}>
              <a href={last === '' ? path : `${path}/${last}`} aria-current={last === current ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
