import type { Metadata } from 'next';
import { BackupsState } from '../../components/redaction/backups-state.tsx';
import { BakeryState } from '../../components/redaction/bakery-state.tsx';
import {
  DeskList,
  IncompleteList,
  MentionList,
  NoContact,
  RecentList,
} from '../../components/redaction/desk-lists.tsx';
import { WaitingReports } from '../../components/redaction/reports.tsx';
import { bakery } from '../../server/bakery/present.ts';
import { desk } from '../../server/editorial/desk.ts';
import { may } from '../../server/editorial/permissions.ts';
import { deskRows } from '../../server/forms/desk-rows.ts';
import { lastPublication } from '../../server/published/addresses.ts';
import { site } from '../../server/published/site.ts';
import { openReports } from '../../server/reports/answering.ts';
import { currentActor } from '../../server/staff/request.ts';
import { backupsOnDesk } from '../../server/upkeep/desk.ts';

export const metadata: Metadata = { title: 'Bureau' };

export default async function DeskPage() {
  const actor = await currentActor();
  const asked = [desk(actor), lastPublication(), site(), openReports(actor), backupsOnDesk(actor)] as const;
  const [waiting, last, about, reports, backups] = await Promise.all(asked);
  const rows = deskRows(waiting);
  const empty = [reports, waiting.overdue, waiting.mentions, waiting.pending, waiting.drafts, waiting.incomplete].every(
    (list) => list.length === 0,
  );
  return (
    <>
      <div className="list-head">
        <h1>Bureau</h1>
        {may(actor, 'publish') && rows.pending.length + rows.drafts.length > 0 && (
          <a className="button" href="/redaction/publier">
            Publier ensemble…
          </a>
        )}
      </div>
      <div className="desk">
        <div>
          {empty && <p className="nothing-waits">Rien n’attend&nbsp;: tout ce qui est écrit est en ligne.</p>}
          <DeskList id="relire" title="À relire" hint="La date de relecture est passée." rows={rows.overdue} />
          <WaitingReports reports={reports} />
          <MentionList notes={rows.mentions} />
          <DeskList
            id="attente"
            title="Modifications en attente"
            hint="En ligne, mais le brouillon est en avance."
            rows={rows.pending}
          />
          <DeskList id="brouillons" title="Brouillons" hint="Jamais en ligne." rows={rows.drafts} />
          <IncompleteList rows={rows.incomplete} />
        </div>
        <div>
          <BakeryState state={bakery()?.state()} publication={last.number} />
          <BackupsState backups={backups} />
          {about.publisherContact === '' && <NoContact />}
          <RecentList recent={rows.recent} />
        </div>
      </div>
    </>
  );
}
