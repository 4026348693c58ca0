import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { FailureHeld } from '../../components/redaction/failure.tsx';
import { QuietBar } from '../../components/redaction/top-bar.tsx';
import '../../components/redaction/office.css';

export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  title: { default: 'Connexion', template: '%s — Rédaction' },
  robots: { index: false, follow: false },
};

export default function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <div className="office">
      <QuietBar />
      <main className="wall" id="contenu">
        <div className="office-page office-narrow">
          <FailureHeld>{children}</FailureHeld>
        </div>
      </main>
    </div>
  );
}
