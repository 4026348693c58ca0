import type { Metadata } from 'next';
import { addressWith } from '../../../components/redaction/address.ts';
import { JournalFilters, JournalTable } from '../../../components/redaction/journal.tsx';
import { Pages } from '../../../components/redaction/pages.tsx';
import { journalChoices, readJournal } from '../../../server/editorial/journal-reading.ts';
import { may } from '../../../server/editorial/permissions.ts';
import { currentActor } from '../../../server/staff/request.ts';
import { Withheld } from '../withheld.tsx';
import { journalQuery } from './query.ts';

export const metadata: Metadata = { title: 'Journal' };

type JournalProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function JournalPage({ searchParams }: JournalProps) {
  const actor = await currentActor();
  if (!may(actor, 'readJournal')) return <Withheld may="Seule une personne qui administre lit le journal." />;
  const given = await searchParams;
  const { asked, query } = journalQuery((name) => [given[name]].flat()[0] ?? '');
  const [page, choices] = await Promise.all([readJournal(actor, query), journalChoices(actor)]);
  const path = '/redaction/journal';
  return (
    <>
      <div className="list-head">
        <h1>Journal</h1>
        <a href={addressWith(`${path}/export`, asked)}>Télécharger en CSV</a>
      </div>
      <p>Qui a fait quoi. Une ligne ne change que par un effacement, lui-même inscrit ici.</p>
      <JournalFilters path={path} asked={asked} choices={choices} />
      <JournalTable page={page} />
      <Pages path={path} query={asked} page={page.page} pages={page.pages} />
    </>
  );
}
