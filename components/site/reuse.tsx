/** What others may do with a profile besides citing it: follow what changes, show its plaque. */
import type { LaureateCard } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { laureateFeed } from './atom.ts';
import { embedCode } from './oembed.ts';
import { reportFormPath } from './report-link.tsx';

export function Reuse({ site, laureate }: { site: Site; laureate: LaureateCard }) {
  const { slug, name } = laureate;
  return (
    <section className="cite" aria-labelledby="reprendre">
      <h2 id="reprendre">Suivre, corriger, intégrer</h2>
      <p>
        <a href={laureateFeed(slug, name).path}>Les corrections de cette fiche</a>, en flux Atom.
      </p>
      <p>
        <a href={reportFormPath(slug)}>Signaler une erreur</a> sur cette fiche, sans compte.
      </p>
      <details>
        <summary>Intégrer la plaque dans une page</summary>
        <p>
          Copiez ce code. Il montre <a href={`/laureats/${slug}/carte`}>la plaque</a>, sans script ni cookie.
        </p>
        <p className="to-copy">
          <code>{embedCode(site, laureate)}</code>
        </p>
      </details>
    </section>
  );
}
