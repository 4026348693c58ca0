import type { Metadata } from 'next';
import { EntryHead } from '../../../../../components/redaction/entry-head.tsx';
import { EntryProblems } from '../../../../../components/redaction/entry-problems.tsx';
import { PublishForm } from '../../../../../components/redaction/publish-form.tsx';
import { Differences } from '../../../../../components/ui/differences.tsx';
import { blockers } from '../../../../../server/editorial/blockers.ts';
import { compare } from '../../../../../server/editorial/history.ts';
import { publishAction } from '../../actions.ts';
import { type EntryParams, entryDoor } from '../../door.ts';

export const metadata: Metadata = { title: 'Publier' };

export default async function PublishPage({ params }: EntryParams) {
  const { actor, entry, head, path, may, id } = await entryDoor({ params });
  const { number, liveRevision, state } = entry;
  const ahead = liveRevision !== number;
  const announced = liveRevision === null ? 'Ce que le public lira' : 'Ce qui change pour le public';
  const [changed, problems] = await Promise.all([
    ahead ? compare(actor, { entryId: id, from: liveRevision, to: number }) : [],
    ahead ? blockers(actor, [{ entryId: id, revision: number }]) : [],
  ]);
  return (
    <>
      <EntryHead {...head} current="publier" />
      <EntryProblems problems={problems} href={path} />
      <div className="publish">
        <section aria-labelledby="changements">
          <h2 id="changements">{ahead ? announced : 'Rien à publier'}</h2>
          {ahead && changed.length > 0 && <Differences differences={changed} href={path} />}
          {ahead && changed.length === 0 && <p>Aucun mot ne change.</p>}
          {!ahead && <p>La dernière révision est en ligne.</p>}
        </section>
        {may('publish') ? (
          <PublishForm
            action={publishAction}
            entries={ahead && problems.length === 0 ? [{ id, revision: number, title: entry.title }] : []}
            first={liveRevision === null && state !== 'withdrawn'}
            blocked={problems.length > 0}
          />
        ) : (
          <p>Une personne qui publie mettra ce brouillon en ligne. Vous pouvez le lui demander par une note.</p>
        )}
      </div>
    </>
  );
}
