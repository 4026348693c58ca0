/** What a page answers to a role that it is not for: a sentence, and 403. */
import { RefusedPage } from '../../components/redaction/refused.tsx';
import { withhold } from '../../server/staff/request.ts';

export async function Withheld({ may }: { may: string }) {
  await withhold();
  return <RefusedPage may={may} />;
}
