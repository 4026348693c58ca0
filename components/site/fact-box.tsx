/** The facts of a page in two columns: what each is called, and what the sources say of it. */
import type { ReactNode } from 'react';
import { AnchorLink } from './anchor-link.tsx';

export type FactLine = { key: string; label: string; told: ReactNode };

export function FactBox({ lines }: { lines: FactLine[] }) {
  return (
    <dl className="fact-box">
      {lines.map(({ key, label, told }) => (
        <div key={key} id={`fait-${key}`}>
          <dt>{label}</dt>
          <dd>
            {told}
            <AnchorLink to={`fait-${key}`} name="fait" />
          </dd>
        </div>
      ))}
    </dl>
  );
}
