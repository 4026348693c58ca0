/** Words taken out and words put in, each with its element: colour only repeats what `<ins>` and `<del>` say. */
import type { Part } from '../../server/editorial/differences.ts';

const elements = { added: 'ins', removed: 'del', same: 'span' } as const;

export function WordDifference({ parts }: { parts: Part[] }) {
  return (
    <div className="word-difference">
      {parts.map(({ kind, text }, index) => {
        const Marked = elements[kind];
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are drawn once, and have no other identity than their place.
        return <Marked key={index}>{text}</Marked>;
      })}
    </div>
  );
}
