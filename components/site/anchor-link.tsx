/** The sign in the margin that gives a paragraph’s or a fact’s own address; seen when it is pointed at or focused. */
export function AnchorLink({ to, name = 'paragraphe' }: { to: string; name?: 'paragraphe' | 'fait' }) {
  return (
    <a className="anchor" href={`#${to}`} aria-label={`Lien vers ce ${name}`}>
      ¶
    </a>
  );
}
