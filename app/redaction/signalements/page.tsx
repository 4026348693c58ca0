import type { Metadata } from 'next';
import { ReportTable } from '../../../components/redaction/reports.tsx';
import { answeredReports, openReports } from '../../../server/reports/answering.ts';
import { currentActor } from '../../../server/staff/request.ts';

export const metadata: Metadata = { title: 'Signalements' };

export default async function ReportsPage() {
  const actor = await currentActor();
  const [open, answered] = await Promise.all([openReports(actor), answeredReports(actor)]);
  return (
    <>
      <h1>Erreurs signalées</h1>
      <p>Par des lecteurs, sans compte. Chaque signalement attend une réponse publique sous sept jours.</p>
      <h2>À traiter</h2>
      {open.length > 0 ? <ReportTable reports={open} caption="À traiter" /> : <p>Rien n’attend.</p>}
      {answered.length > 0 && (
        <>
          <h2>Répondus</h2>
          <ReportTable reports={answered} caption="Répondus" />
        </>
      )}
    </>
  );
}
