/** The head of a page that is not a profile: its title, and what introduces it. */
import type { ReactNode } from 'react';
import { withOrdinals } from '../ui/ordinals.tsx';

export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{withOrdinals(title)}</h1>
      {children && <div className="page-lead">{children}</div>}
    </div>
  );
}
