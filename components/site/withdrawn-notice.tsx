/** A page that was withdrawn: why, and since when; nothing more when it had been published by mistake. */
import type { WithdrawnPage } from '../../server/published/withdrawn.ts';
import { Day } from '../ui/dates.tsx';
import { Footnotes } from './footnotes.ts';
import { readProse } from './markdown.ts';
import { PageHead } from './page-head.tsx';
import { Prose } from './prose.tsx';

export function WithdrawnNotice({ notice, withdrawnAt }: WithdrawnPage) {
  return (
    <div className="wall">
      <PageHead title={notice === '' ? 'Cette page n’existe plus' : 'Cette page a été retirée'}>
        <p>
          Depuis le <Day date={withdrawnAt} />.
        </p>
      </PageHead>
      <div className="prose">
        <Prose blocks={readProse(notice, [], new Footnotes())} />
        <p>
          <a href="/laureats">Tous les lauréats</a>
        </p>
      </div>
    </div>
  );
}
