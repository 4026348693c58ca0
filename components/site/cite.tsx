/** How to cite a profile: a sentence ready to copy, with the version it was read in. */
import type { LaureateProfile } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { Day } from '../ui/dates.tsx';

export function Cite({ site, profile: { name, slug, year, version } }: { site: Site; profile: LaureateProfile }) {
  return (
    <section aria-labelledby="citer">
      <h2 id="citer">Citer cette fiche</h2>
      <p className="to-copy">
        «&#8239;{name}&#8239;», {site.name}, édition&nbsp;{year}, version&nbsp;{version.number} du{' '}
        <Day date={version.publishedAt} />, {`${site.url}/laureats/${slug}`}
      </p>
    </section>
  );
}
