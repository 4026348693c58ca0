/** The facts of a page in two columns: what each is called, and what the sources say of it. */
import type { ReactNode } from 'react';

export type FactLine = { key: string; label: string; told: ReactNode };

export function FactBox({ lines }: { lines: FactLine[] }) {
  return (
    <dl className="fact-box">
      {lines.map(({ key, label, told }) => (
        <div key={key} id={`fait-${key}`}>
          <dt>{label}</dt>
          <dd>{told}</dd>
        </div>
      ))}
    </dl>
  );
}
