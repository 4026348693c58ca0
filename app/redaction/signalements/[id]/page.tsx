import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Choice } from '../../../../components/redaction/field.tsx';
import { Form } from '../../../../components/redaction/form.tsx';
import { Due, ReportWords } from '../../../../components/redaction/reports.tsx';
import { LongField } from '../../../../components/redaction/small-fields.tsx';
import { Missing } from '../../../../server/editorial/demand.ts';
import { may } from '../../../../server/editorial/permissions.ts';
import { type ReportRead, readReport } from '../../../../server/reports/answering.ts';
import type { Actor } from '../../../../server/staff/actor.ts';
import { currentActor } from '../../../../server/staff/request.ts';
import { answerReportAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Signalement' };

const options = [
  { value: 'accepted', label: 'Retenu', help: 'La fiche est corrigée, ou va l’être.' },
  { value: 'declined', label: 'Non retenu', help: 'La fiche reste telle quelle, et vous dites pourquoi.' },
  { value: 'closed', label: 'Sans suite', help: 'Hors sujet, illisible, déjà signalé.' },
];

async function found(actor: Actor, id: string): Promise<ReportRead> {
  try {
    return await readReport(actor, id);
  } catch (error) {
    if (error instanceof Missing) notFound();
    throw error;
  }
}

export default async function ReportPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await currentActor();
  const report = await found(actor, (await params).id);
  const { id, reference, state, answer, answeredAt, entryId } = report;
  const from = answeredAt?.toISOString() ?? '';
  return (
    <>
      <h1>Signalement {reference}</h1>
      {state === 'open' && (
        <p>
          À répondre <Due report={report} />.
        </p>
      )}
      <ReportWords report={report} editAt={`/redaction/fiche/${entryId}`} />
      <h2>Réponse publique</h2>
      {may(actor, 'answerReport') ? (
        <Form action={answerReportAction.bind(null, id)} id="reponse" submit="Répondre en public">
          <input type="hidden" name="from" value={from} />
          <Choice name="state" legend="Suite" options={options} value={state === 'open' ? '' : state} />
          <LongField
            name="answer"
            label="Réponse"
            help="Tout le monde la lira. N’y recopiez rien de personnel."
            rows={8}
            value={answer}
          />
        </Form>
      ) : (
        <p>{answer || 'Une personne qui publie doit répondre.'}</p>
      )}
    </>
  );
}
