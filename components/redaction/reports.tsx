/** Reported errors: the queue, and one of them. */
import type { ReportLine, ReportRead } from '../../server/reports/answering.ts';
import { Day } from '../ui/dates.tsx';
import { HeadRow } from './head-row.tsx';
import { Moment } from './moment.tsx';
import './desk.css';

const states: Record<string, string> = {
  open: 'à traiter',
  accepted: 'retenu',
  declined: 'non retenu',
  closed: 'sans suite',
};

const pageOf = ({ id }: ReportLine) => `/redaction/signalements/${id}`;

export function ReportTable({ reports, caption }: { reports: ReportLine[]; caption: string }) {
  return (
    <div className="table-frame">
      <table className="table dense lines">
        <caption className="sr-only">{caption}</caption>
        <HeadRow names={['Fiche', 'Objet', 'Référence', 'Reçu', 'Réponse']} />
        <tbody>
          {reports.map((report) => (
            <tr key={report.id}>
              <th scope="row">
                <a href={pageOf(report)}>{report.about}</a>
              </th>
              <td>{report.fact || 'la fiche entière'}</td>
              <td>{report.reference}</td>
              <td data-label="reçu">
                <Moment date={report.receivedAt} />
              </td>
              <td>{report.state === 'open' ? <Due report={report} /> : states[report.state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The clock of a report: a week from the day it came. */
export function Due({ report: { overdue, answerBy } }: { report: ReportLine }) {
  if (!overdue)
    return (
      <>
        avant le <Day date={answerBy} />
      </>
    );
  return (
    <strong>
      en retard depuis le <Day date={answerBy} />
    </strong>
  );
}

/** On the desk: what readers wait for. Nothing when nobody waits. */
export function WaitingReports({ reports }: { reports: ReportLine[] }) {
  if (reports.length === 0) return null;
  const late = reports.filter((one) => one.overdue).length;
  return (
    <section className="desk-list" aria-labelledby="signalements">
      <h2 id="signalements">
        Erreurs signalées <span className="count">{reports.length}</span>
      </h2>
      <p className="muted">{late > 0 ? `En retard\u00a0: ${late}.` : 'Réponse due sous sept jours.'}</p>
      <ReportTable reports={reports.slice(0, 5)} caption="Erreurs signalées" />
    </section>
  );
}

/** What the reader wrote. It is shown as it came, and only here. */
export function ReportWords({ report, editAt }: { report: ReportRead; editAt: string }) {
  const { fact, text, document, toBeSent, reference, receivedAt } = report;
  return (
    <dl className="report-words">
      <dt>Fiche</dt>
      <dd>
        {report.about}, {fact || 'la fiche entière'}. <a href={editAt}>Modifier la fiche</a>
      </dd>
      <dt>Reçu</dt>
      <dd>
        <Moment date={receivedAt} />, <a href={`/signalements/${reference}`}>page publique {reference}</a>
      </dd>
      <dt>Le lecteur écrit</dt>
      <dd className="as-written">{text}</dd>
      {document && (
        <>
          <dt>Document</dt>
          <dd className="as-written">{document}</dd>
        </>
      )}
      <dt>Adresse électronique</dt>
      <dd>
        {toBeSent
          ? 'laissée\u00a0: la réponse y part, si ce site envoie du courriel, puis l’adresse est effacée'
          : 'aucune'}
      </dd>
    </dl>
  );
}
