/** When the words of a page were last published, and as which version. */
import type { PublishedVersion } from '../../server/published/version.ts';
import { Day } from '../ui/dates.tsx';

export function Published({ version: { number, publishedAt } }: { version: PublishedVersion }) {
  return (
    <p className="published">
      Version {number}, publiée le <Day date={publishedAt} />.
    </p>
  );
}
