/** Publishing from a form: one entry, or several together; the answer says what the public now reads. */
import { type EntryProblem, type NewVersion, publish } from '../editorial/publication.ts';
import type { Actor } from '../staff/actor.ts';
import { sentenceOf, UNREADABLE } from './saving.ts';
import { served } from './serving.ts';

/** What the form of a publication shows again. */
export type PublishState = {
  problems: EntryProblem[];
  note: string;
  minor: boolean;
  done?: { versions: NewVersion[]; online: boolean; sentence: string };
};

/** Most entries one act may hold: beyond, the store would be kept busy for seconds. */
const MOST = 1000;

const TOO_MANY = `Un acte publie au plus ${MOST} fiches\u00a0: décochez-en, puis publiez le reste ensuite.`;

/** Publishes the revisions the form names (`entry`: « id:number ») and waits for their pages. */
export async function publishFrom(actor: Actor, form: FormData): Promise<PublishState> {
  if (!(form instanceof FormData)) return { problems: [wholeAct(UNREADABLE)], note: '', minor: false };
  const chosen = form.getAll('entry').map(String);
  if (chosen.length > MOST) return { problems: [wholeAct(TOO_MANY)], note: '', minor: false };
  const items = chosen.map((one) => {
    const [entryId = '', revision = ''] = one.split(':');
    return { entryId, revision: Number(revision) };
  });
  const typed = { note: String(form.get('note') ?? ''), minor: form.get('minor') === 'on' };
  try {
    const published = await publish(actor, items, typed);
    if (!published.ok) return { problems: published.problems, ...typed };
    const { ok: online, sentence } = await served(items.map((item) => item.entryId));
    return { problems: [], note: '', minor: false, done: { versions: published.versions, online, sentence } };
  } catch (error) {
    return { problems: [wholeAct(sentenceOf(error))], ...typed };
  }
}

const wholeAct = (message: string): EntryProblem => ({ path: '', label: '', message, entryId: '', title: '' });
