/** Source marks: raised numbers that lead to the notes at the foot of the page. */
import { Fragment } from 'react';
import type { Call } from './footnotes.ts';

export function Calls({ calls }: { calls: Call[] }) {
  if (calls.length === 0) return null;
  return (
    <sup className="calls">
      {calls.map((call, index) => (
        <Fragment key={call.id}>
          {index > 0 && ','}
          <a id={call.id} href={call.href}>
            <span className="sr-only">Note </span>
            {call.number}
          </a>
        </Fragment>
      ))}
    </sup>
  );
}
