/** The way from a fact to the form at which an error on it is reported. */

/** Where an error on a laureate’s page is reported. */
export const reportFormPath = (slug: string) => `/laureats/${slug}/signaler`;

/** Beside a fact; seen when it is pointed at or focused, like the sign of its address. */
export function ReportLink({ at, fact, label }: { at: string; fact: string; label: string }) {
  return (
    <a className="anchor report-link" href={`${at}#erreur-${fact}`}>
      signaler<span className="sr-only"> une erreur sur «&#8239;{label}&#8239;»</span>
    </a>
  );
}
