'use client';
/** Says that the session is about to end, while there is time to stay (RGAA 13.1); says so when it has ended. */
import { useEffect, useState } from 'react';
import { onAwake } from './awake.ts';

const MINUTE = 60_000;
/** How long before the end it is said. */
const NOTICE = 5 * MINUTE;

type SessionWarningProps = {
  /** When the session ends if nothing is done: milliseconds since 1970. */
  endsAt: number;
  /** How long that was from when it was written: a wrong clock here does no harm. Milliseconds. */
  left: number;
  /** Keeps the session awake. @returns the milliseconds left to it now, or 0 when it had ended. */
  stay: () => Promise<number>;
};

export function SessionWarning({ endsAt, left, stay }: SessionWarningProps) {
  const [remaining, setRemaining] = useState(left);
  const [end, setEnd] = useState<number>(); // By the clock of this device.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page may be drawn anew with as long left as before.
  useEffect(() => setEnd(Date.now() + left), [endsAt, left]);
  useEffect(() => onAwake((longer) => setEnd(Date.now() + longer)), []);
  useEffect(() => {
    if (end === undefined) return;
    const look = () => setRemaining(end - Date.now());
    look();
    const timer = setInterval(look, 15_000);
    return () => clearInterval(timer);
  }, [end]);
  if (remaining > NOTICE) return null;
  return (
    <div className="session-warning" role="status">
      {remaining > 0 ? (
        <>
          <p>Votre session se termine dans {Math.max(1, Math.round(remaining / MINUTE))}&nbsp;min.</p>
          <button type="button" className="button" onClick={async () => setEnd(Date.now() + (await stay()))}>
            Rester connecté
          </button>
        </>
      ) : (
        <p>
          Votre session est terminée. <a href="/connexion">Reconnectez-vous dans un autre onglet</a>, puis revenez
          ici&nbsp;: ce que vous avez tapé y est encore.
        </p>
      )}
    </div>
  );
}
