/** Editors at work, as the server sees them: forms opened and sent over HTTP, and what their answers acknowledge. */
import { reader } from '../../server/database.ts';
import type { Role } from '../../server/editorial/permissions.ts';
import { openForm, type Sender, sendByScript } from '../bench/posting.ts';
import { hire, sessionOf } from '../hire.ts';
import { origin } from './house.ts';

/** Somebody of the newsroom. @returns the token of their session */
export async function signedIn(name: string, role: Role): Promise<string> {
  return sessionOf((await hire(name, role)).id);
}

/** The first laureates by address. */
export async function laureates(count: number): Promise<{ id: string; slug: string }[]> {
  const where = { kind: 'laureate', liveVersion: { not: null } };
  return reader().entry.findMany({ where, orderBy: { slug: 'asc' }, take: count, select: { id: true, slug: true } });
}

/** The form of a laureate, opened. */
export const formOf = (entryId: string, token: string): Promise<Sender> =>
  openForm(origin(), `/redaction/laureats/${entryId}`, token);

/** Saves other words. @returns the number of the new revision; nothing when the answer does not say it was saved */
export async function save(sender: Sender, words: string): Promise<number | undefined> {
  const { text } = await sendByScript(sender, { plain: words });
  const found = /"saved":\{"number":(\d+),"unchanged":false/.exec(text)?.[1];
  if (found === undefined) return undefined;
  sender.fields = sender.fields.map(([name, value]) => [name, name === 'from' ? found : value]);
  return Number(found);
}

/** Publishes what was saved last. @returns whether the answer says that it is online */
export async function publish(entryId: string, token: string): Promise<boolean> {
  const form = await openForm(origin(), `/redaction/laureats/${entryId}/publier`, token);
  const { text } = await sendByScript(form, { note: 'Mise à l’épreuve.' });
  return text.includes('"online":true');
}
