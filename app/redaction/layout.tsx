import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { FailureHeld } from '../../components/redaction/failure.tsx';
import { SessionWarning } from '../../components/redaction/session-warning.tsx';
import { type Part, TopBar } from '../../components/redaction/top-bar.tsx';
import '../../components/redaction/office.css';
import { may, type Verb } from '../../server/editorial/permissions.ts';
import { requestNames } from '../../server/front/entrance.ts';
import { currentSession } from '../../server/staff/request.ts';
import { timeLeft } from '../../server/staff/sessions.ts';
import { signOutAction } from '../connexion/actions.ts';
import { stayAction } from './actions.ts';

export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  title: { default: 'Rédaction', template: '%s — Rédaction' },
  robots: { index: false, follow: false },
};

const parts: (Part & { needs?: Verb })[] = [
  { name: 'Bureau', path: '/redaction' },
  { name: 'Lauréats', path: '/redaction/laureats' },
  { name: 'Éditions', path: '/redaction/editions' },
  { name: 'Thèmes', path: '/redaction/themes' },
  { name: 'Prix', path: '/redaction/prix' },
  { name: 'Critères', path: '/redaction/criteres' },
  { name: 'Sources', path: '/redaction/sources' },
  { name: 'Pages', path: '/redaction/pages' },
  { name: 'Signalements', path: '/redaction/signalements' },
  { name: 'Réglages', path: '/redaction/reglages', needs: 'manageSettings' },
  { name: 'Journal', path: '/redaction/journal', needs: 'readJournal' },
  { name: 'Équipe', path: '/redaction/equipe', needs: 'managePeople' },
  { name: 'Effacement', path: '/redaction/effacement', needs: 'erase' },
];

/** Dresses the page; protects nothing: each page asks for itself who is there. */
export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const signed = await currentSession();
  const path = (await headers()).get(requestNames.path) ?? '';
  const seen = parts.filter(({ needs }) => signed && (needs === undefined || may(signed.account, needs)));
  return (
    <div className="office">
      <a className="skip-link" href="#contenu">
        Aller au contenu
      </a>
      {signed && <TopBar parts={seen} path={path} name={signed.account.name} signOut={signOutAction} />}
      <main className="wall" id="contenu" tabIndex={-1}>
        <div className="office-page">
          <FailureHeld>{children}</FailureHeld>
        </div>
      </main>
      {signed && <SessionWarning endsAt={signed.endsAt.getTime()} left={timeLeft(signed)} stay={stayAction} />}
    </div>
  );
}
