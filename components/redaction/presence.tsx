'use client';
/** Who else has this entry open. A courtesy: two saves at once are merged whatever it says. */
import { useEffect, useState } from 'react';
import { tellAwake } from './awake.ts';

type PresenceProps = {
  others: string[];
  present: () => Promise<{ others: string[]; left: number }>;
  leave: () => Promise<void>;
};

/** Half of what the server counts as still there. */
const EVERY = 45_000;
/** How long after the last key somebody counts as editing. */
const AT_WORK = 5 * 60_000;

export function Presence({ others, present, leave }: PresenceProps) {
  const [names, setNames] = useState(others);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the entry stays the same as long as the page does.
  useEffect(() => {
    let seen = Date.now();
    const stir = () => {
      seen = Date.now();
    };
    // A form left alone must not keep the session awake.
    const tell = async () => {
      const asked = Date.now();
      const told = asked - seen < AT_WORK ? await present().catch(() => undefined) : undefined;
      if (!told) return;
      setNames(told.others);
      tellAwake(told.left - (Date.now() - asked));
    };
    void tell();
    const timer = setInterval(() => void tell(), EVERY);
    document.addEventListener('input', stir);
    return () => {
      clearInterval(timer);
      document.removeEventListener('input', stir);
      leave().catch(() => undefined); // What nobody says any more is forgotten after two minutes.
    };
  }, []);
  return (
    <p role="status" className="presence">
      {names.length > 0 && (
        <>
          <strong>{names.join(', ')}</strong> {names.length > 1 ? 'ont' : 'a'} aussi cette fiche ouverte. Vos textes
          seront réunis&#8239;; si vous changez le même champ, vous choisirez.
        </>
      )}
    </p>
  );
}
