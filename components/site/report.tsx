/** A reported error as everybody reads it: what it is about, where it stands, and the answer. */
import type { PublicReport } from '../../server/published/reports.ts';
import { Day } from '../ui/dates.tsx';
import { FactBox, type FactLine } from './fact-box.tsx';
import { Footnotes } from './footnotes.ts';
import { readProse } from './markdown.ts';
import { PageHead } from './page-head.tsx';
import { Prose } from './prose.tsx';
import './report.css';
import './sources.css';

const states: Record<string, string> = {
  accepted: 'Retenu',
  declined: 'Non retenu',
  closed: 'Sans suite',
};

export function Report({ report }: { report: PublicReport }) {
  const { reference, state, answer, answeredAt, answerBy } = report;
  return (
    <div className="wall report">
      <PageHead title={`Signalement ${reference}`}>
        <p>
          {answeredAt ? (
            <>
              {states[state]}. Réponse du <Day date={answeredAt} />.
            </>
          ) : (
            <>
              Bien reçu. La rédaction doit répondre ici avant le <Day date={answerBy} />.
            </>
          )}
        </p>
      </PageHead>
      <div className="source-body">
        <FactBox lines={linesOf(report)} />
        <div className="prose">
          {answeredAt ? (
            <section aria-labelledby="reponse">
              <h2 id="reponse">La réponse de la rédaction</h2>
              <Prose blocks={readProse(answer, [], new Footnotes())} top={3} />
            </section>
          ) : (
            <p>
              Gardez l’adresse de cette page&nbsp;: la réponse y paraîtra. Ce que vous avez écrit n’est lu que par la
              rédaction et n’est pas publié.
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function linesOf({ about, receivedAt, state, answeredAt }: PublicReport): FactLine[] {
  const page = about ? <a href={about.path}>{about.name}</a> : 'Cette fiche n’est plus en ligne';
  const fact = about && (about.fact === '' ? 'La fiche entière' : about.fact);
  return [
    { key: 'fiche', label: 'Fiche', told: page },
    ...(fact ? [{ key: 'objet', label: 'Objet', told: fact }] : []),
    { key: 'recu', label: 'Reçu le', told: <Day date={receivedAt} /> },
    { key: 'etat', label: 'État', told: answeredAt ? states[state] : 'En attente de réponse' },
  ];
}
