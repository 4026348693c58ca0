/**
 * The form at which an error is reported: plain, baked, and filled in again by the server when something is to be said
 * (server/reports/form-page.ts looks for the fields by their names and for the place of its words by `dit`).
 */
import type { ReactNode } from 'react';
import type { PublishedFact } from '../../server/published/facts.ts';
import type { LaureateProfile } from '../../server/published/laureates.ts';
import { withOrdinals } from '../ui/ordinals.tsx';
import './report.css';

/** The order of the profile; facts of other fields come last, as they are given. */
const order = ['name', 'award', 'edition', 'category', 'legalForm', 'founded', 'place', 'website', 'criteria'];

const placeOf = ({ field }: PublishedFact) => (order.includes(field) ? order.indexOf(field) : order.length);

const EMAIL_HELP =
  'Pour recevoir la réponse, si ce site envoie du courriel. L’adresse n’est montrée à personne\u202f; elle est effacée après la réponse, ou au bout de 90\u00a0jours.';

export function ReportForm({ laureate, wholePage }: { laureate: LaureateProfile; wholePage: string }) {
  const { slug, award, category, year } = laureate;
  const facts = [...laureate.facts].sort((a, b) => placeOf(a) - placeOf(b));
  // The value of these is another page: the profile names it in its own words.
  const named: Record<string, string> = { award: award.name, category: category.name, edition: String(year) };
  return (
    <form className="report-form" method="post" action="/api/signalements">
      <div id="dit" className="report-note" hidden />
      <input type="hidden" name="laureat" value={slug} />
      <input type="hidden" name="cachet" value="" />
      <fieldset id="fait">
        <legend>Ce qui est inexact</legend>
        <Choice name={wholePage}>
          <strong>La fiche entière</strong> ou autre chose
        </Choice>
        {facts.map(({ key, label, field, value }) => (
          <Choice key={key} name={key}>
            <strong>{withOrdinals(label)}</strong> {withOrdinals(named[field] ?? value)}
          </Choice>
        ))}
      </fieldset>
      <Line id="texte" label="L’erreur, et ce qu’il faudrait lire">
        <textarea id="texte" name="texte" rows={6} maxLength={2000} required />
      </Line>
      <Line id="document" label="Un document qui le montre (facultatif)" help="Son titre, son adresse, la page.">
        <input id="document" name="document" maxLength={400} aria-describedby="document-aide" />
      </Line>
      <Line id="courriel" label="Votre adresse électronique (facultatif)" help={EMAIL_HELP}>
        <input
          {...{ id: 'courriel', name: 'courriel', type: 'email', maxLength: 254, autoComplete: 'email' }}
          aria-describedby="courriel-aide"
        />
      </Line>
      <div className="unseen" aria-hidden="true">
        <label htmlFor="suite">Laissez ce champ vide</label>
        <input id="suite" name="suite" tabIndex={-1} autoComplete="off" />
      </div>
      <button type="submit">Relire avant d’envoyer</button>
    </form>
  );
}

/** A fact to choose; the link beside it on the profile leads here. */
function Choice({ name, children }: { name: string; children: ReactNode }) {
  return (
    <label className="report-choice" id={`erreur-${name}`}>
      <input type="radio" name="fait" value={name} required />
      <span>{children}</span>
    </label>
  );
}

function Line({ id, label, help, children }: { id: string; label: string; help?: string; children: ReactNode }) {
  return (
    <div className="report-line">
      <label htmlFor={id}>{label}</label>
      {help && (
        <p id={`${id}-aide`} className="muted">
          {help}
        </p>
      )}
      {children}
    </div>
  );
}
