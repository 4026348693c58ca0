import type { Metadata } from 'next';
import { EntryHead } from '../../../../../components/redaction/entry-head.tsx';
import { RevisionTable } from '../../../../../components/redaction/revision-table.tsx';
import { Differences } from '../../../../../components/ui/differences.tsx';
import { Missing } from '../../../../../server/editorial/demand.ts';
import { compare, history } from '../../../../../server/editorial/history.ts';
import { restoreAction } from '../../actions.ts';
import { type EntryParams, entryDoor, one, type Query } from '../../door.ts';

export const metadata: Metadata = { title: 'Historique' };

type HistoryProps = EntryParams & { searchParams: Promise<Query> };

export default async function HistoryPage({ params, searchParams }: HistoryProps) {
  const { actor, entry, head, path, may, id } = await entryDoor({ params });
  const query = await searchParams;
  const [from, to] = [Number(one(query, 'de')), Number(one(query, 'a'))];
  const compared = from > 0 && to > 0;
  const [revisions, differences] = await Promise.all([
    history(actor, id),
    compared ? compare(actor, { entryId: id, from, to }).catch(missing) : null,
  ]);
  return (
    <>
      <EntryHead {...head} current="historique" />
      {compared && (
        <section className="comparison" aria-labelledby="comparaison">
          <h2 id="comparaison">
            De la révision {from} à la révision {to}
          </h2>
          {differences === null && <p>L’une de ces révisions n’existe pas.</p>}
          {differences?.length === 0 && <p>Aucun mot ne change.</p>}
          {differences && differences.length > 0 && <Differences differences={differences} />}
        </section>
      )}
      <RevisionTable
        revisions={revisions}
        path={`${path}/historique`}
        chosen={{ from: compared ? from : entry.number - 1, to: compared ? to : entry.number }}
        restore={may('restore') && entry.state !== 'binned' ? restoreAction.bind(null, id) : undefined}
      />
    </>
  );
}

function missing(error: unknown): null {
  if (error instanceof Missing) return null;
  throw error;
}
