import type { ReactNode } from 'react';

// Pages are asked for by the bakery when something is published; the build itself needs no database.
export const dynamic = 'force-dynamic';

export default function SiteLayout({ children }: { children: ReactNode }) {
  return children;
}
