/** The head of every page of the newsroom: its parts, and who is there. */

export type Part = { name: string; path: string };

type TopBarProps = {
  parts: readonly Part[];
  /** The address of this page. */
  path: string;
  name: string;
  signOut: (form: FormData) => Promise<void>;
};

export function TopBar({ parts, path, name, signOut }: TopBarProps) {
  const current = (part: Part) => {
    if (part.path === path) return 'page' as const;
    return part.path !== '/redaction' && path.startsWith(`${part.path}/`) ? ('true' as const) : undefined;
  };
  const own = { name, path: '/redaction/compte' };
  const account = { href: own.path, 'aria-current': current(own) };
  return (
    <header className="office-bar">
      <div className="wall">
        <nav aria-label="Rédaction">
          <ul>
            {parts.map((part) => (
              <li key={part.path}>
                <a href={part.path} aria-current={current(part)}>
                  {part.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form action={signOut} className="who">
          <a {...account}>
            <span className="sr-only">Mon compte&nbsp;: </span>
            {name}
          </a>{' '}
          <a href="/">Voir le site</a>
          <button type="submit" className="as-link">
            Se déconnecter
          </button>
        </form>
      </div>
    </header>
  );
}

/** Before anybody has signed in: the way back to the site only. */
export function QuietBar() {
  return (
    <header className="office-bar">
      <div className="wall">
        <a href="/">← Le site public</a>
      </div>
    </header>
  );
}
