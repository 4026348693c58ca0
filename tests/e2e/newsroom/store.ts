/**
 * The store of the newsroom under test, opened beside the server as `npm run staff` does, and its people: what a test
 * needs to have happened already happens here, by the product’s own functions.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { newsroom } from '../site.ts';

Object.assign(process.env, {
  DATA_DIR: newsroom.dataDir,
  PORT: String(newsroom.port),
  HOST: 'localhost',
  SITE_URL: '',
});

const { databaseFile, reader, readyStore, write } = await import('../../../server/database.ts');
const { writeNote } = await import('../../../server/editorial/colleague-notes.ts');
const { lastRevision, saveDraft } = await import('../../../server/editorial/revisions.ts');
const { invite } = await import('../../../server/staff/accounts.ts');
const { operator } = await import('../../../server/staff/actor.ts');
const { endSessions } = await import('../../../server/staff/sessions.ts');
const { codeOf, goodPassword, hire, sessionOf, well } = await import('../../hire.ts');

// Playwright reads the tests once before any server made the file, to list them.
if (existsSync(databaseFile())) await readyStore(databaseFile());

export type { Colleague } from '../../hire.ts';
export { codeOf, goodPassword, hire, reader, sessionOf, write };

/** The id of the account with that name. */
export async function accountOf(name: string): Promise<string> {
  return (await reader().account.findFirstOrThrow({ where: { name } })).id;
}

/** The entry at a public address of laureates. */
export async function laureateAt(slug: string): Promise<{ id: string; edit: string; href: string }> {
  const { id } = await reader().entry.findFirstOrThrow({ where: { kind: 'laureate', slug } });
  return { id, edit: `/redaction/laureats/${id}`, href: `/laureats/${slug}` };
}

/** The contents of an entry’s revisions, the first first. */
export async function revisionsOf(entryId: string): Promise<Record<string, unknown>[]> {
  const found = await reader().revision.findMany({ where: { entryId }, orderBy: { number: 'asc' } });
  return found.map(({ content }) => Object(content));
}

/** Ends the sessions of an account, as its owner would from another device. */
export async function endSessionsOf(accountId: string): Promise<void> {
  await write((tx) => endSessions(tx, accountId));
}

/** An invitation nobody has accepted. @returns the token of its link */
export async function inviteOnly(name: string): Promise<string> {
  const email = `${name.toLowerCase()}@exemple.fr`;
  const { link } = well(await invite(operator(), { email, name, role: 'contributor' }));
  return link.url.slice(link.url.lastIndexOf('/') + 1);
}

/** Saves a draft ahead of what is online. @returns the id of the entry, and the number of its last revision */
export async function draftOn(slug: string, plain: string): Promise<{ draft: string; number: string }> {
  const { id: entryId } = await laureateAt(slug);
  const { number: from, content } = await write((tx) => lastRevision(tx, entryId));
  const saved = well(await saveDraft(operator(), { entryId, from, content: { ...Object(content), plain } }));
  return { draft: entryId, number: String(saved.number) };
}

/** A report of an error on a laureate, still open. @returns its id */
export async function reportOn(entryId: string): Promise<string> {
  const id = randomUUID();
  const fact = { factKey: '', factLabel: '' };
  const words = { ...fact, text: 'Le lecteur dit que la porte est verte.', document: '', email: null };
  const standing = { state: 'open', answer: '', receivedAt: new Date(), answeredAt: null };
  await write((tx) => tx.report.create({ data: { id, reference: id.slice(0, 8), entryId, ...words, ...standing } }));
  return id;
}

/** A note to colleagues on an entry. @returns its id */
export async function noteOn(entryId: string): Promise<string> {
  return well(await writeNote({ ...operator(), id: await accountOf('Camille') }, { entryId, text: 'À vérifier.' }))
    .noteId;
}
