/** Words taken out and words put in, each with its element: colour only repeats what `<ins>` and `<del>` say. */
import type { Part } from '../../server/editorial/differences.ts';

export function WordDifference({ parts }: { parts: Part[] }) {
  return (
    <div className="word-difference">
      {parts.map(({ kind, text }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity than their place.
        if (kind === 'added') return <ins key={index}>{text}</ins>;
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        if (kind === 'removed') return <del key={index}>{text}</del>;
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        return <span key={index}>{text}</span>;
      })}
    </div>
  );
}
