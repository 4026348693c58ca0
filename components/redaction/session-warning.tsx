'use client';
/** Says that the session is about to end, while there is time to stay (RGAA 13.1); says so when it has ended. */
import { useEffect, useState } from 'react';

const MINUTE = 60_000;
/** How long before the end it is said. */
const NOTICE = 5 * MINUTE;

type SessionWarningProps = {
  /** When the session ends if nothing is done: milliseconds since 1970. */
  endsAt: number;
  /** The server’s time when that was written, so that a wrong clock here does no harm. */
  now: number;
  /** Keeps the session awake. @returns the new end, or 0 when it had ended. */
  stay: () => Promise<number>;
};

export function SessionWarning({ endsAt, now, stay }: SessionWarningProps) {
  const [left, setLeft] = useState(endsAt - now);
  const [since, setSince] = useState<number>();
  useEffect(() => setSince(Date.now()), []);
  useEffect(() => {
    if (since === undefined) return;
    const look = () => setLeft(endsAt - now - (Date.now() - since));
    const timer = setInterval(look, 15_000);
    return () => clearInterval(timer);
  }, [endsAt, now, since]);
  const [extra, setExtra] = useState(0);
  const remaining = left + extra;
  if (remaining > NOTICE) return null;
  const prolong = async () => {
    const end = await stay();
    setExtra(end === 0 ? -Number.MAX_SAFE_INTEGER : end - endsAt);
  };
  return (
    <div className="session-warning" role="status">
      {remaining > 0 ? (
        <>
          <p>Votre session se termine dans {Math.max(1, Math.round(remaining / MINUTE))}&nbsp;min.</p>
          <button type="button" className="button" onClick={prolong}>
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
