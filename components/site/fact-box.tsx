/** The facts of a page in two columns: what each is called, and what the sources say of it. */
import type { ReactNode } from 'react';
import { AnchorLink } from './anchor-link.tsx';
import { ReportLink } from './report-link.tsx';

export type FactLine = { key: string; label: string; told: ReactNode };

/** `reportAt`: the form at which an error on one of them is reported. */
export function FactBox({ lines, reportAt }: { lines: FactLine[]; reportAt?: string }) {
  return (
    <dl className="fact-box">
      {lines.map(({ key, label, told }) => (
        <div key={key} id={`fait-${key}`}>
          <dt>{label}</dt>
          <dd>
            {told}
            <AnchorLink to={`fait-${key}`} name="fait" />
            {reportAt && <ReportLink at={reportAt} fact={key} label={label} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
