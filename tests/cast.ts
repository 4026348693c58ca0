/** Named people and entries for tests, on a real store in a folder of its own. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seed } from '../prisma/seed.ts';
import { closeStore, openStore, reader, write } from '../server/database.ts';
import type { LaureateContent } from '../server/editorial/laureates.ts';
import type { Kind } from '../server/editorial/noun.ts';
import type { Role } from '../server/editorial/permissions.ts';
import { publish } from '../server/editorial/publication.ts';
import { createEntry, saveDraft } from '../server/editorial/revisions.ts';
import type { Actor } from '../server/staff/actor.ts';

const person = (id: string, name: string, role: Role) => ({ id, name, role, requestId: 'test' }) as Actor;

/** Camille writes, Pascale publishes, Aminata administers. */
export const camille = person('camille', 'Camille', 'contributor');
export const pascale = person('pascale', 'Pascale', 'publisher');
export const aminata = person('aminata', 'Aminata', 'administrator');

/** Opens an account for each of them: notes and presence name accounts. */
export async function hired(): Promise<void> {
  const data = [camille, pascale, aminata].map(({ id, name, role }) => {
    return { id, name, role, email: `${id}@exemple.fr`, createdAt: new Date() };
  });
  await write((tx) => tx.account.createMany({ data }));
}

/** The folder of a store that is open in this process, and how to close and remove it. */
type TestStore = { folder: string; close: () => Promise<void> };

/** Opens a copy of a closed store in a folder of its own. */
async function opened(copyTo: (file: string) => Promise<void>): Promise<TestStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-'));
  const file = path.join(folder, 'palmares.db');
  await copyTo(file);
  await openStore(file);
  const close = async () => {
    await closeStore();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, close };
}

/** The files made for this run (tests/stores.ts). Vitest is asked late: the browser tests read this file too. */
async function storesOfThisRun(): Promise<{ empty: string; seeded: string }> {
  return (await import('vitest')).inject('stores');
}

/** An empty, migrated store, open in this process. */
export async function freshStore(): Promise<TestStore> {
  const { empty } = await storesOfThisRun();
  return opened((file) => copyFile(empty, file));
}

/** A store in which everything of content/ is online, open in this process; the first to ask leaves it for the others. */
export async function seededStore(): Promise<TestStore> {
  const { seeded } = await storesOfThisRun();
  if (existsSync(seeded)) return opened((file) => copyFile(seeded, file));
  const store = await freshStore();
  const { problems } = await seed();
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const file = path.join(store.folder, 'palmares.db');
  await closeStore(); // What the log holds goes into the file.
  const unfinished = `${seeded}.${randomUUID()}`;
  await copyFile(file, unfinished);
  await rename(unfinished, seeded);
  await openStore(file);
  return store;
}

/** The bytes of the stores furnished so far in this test file, by what furnished them. */
const made = new Map<() => Promise<unknown>, { bytes: Buffer; around: unknown }>();

/**
 * A migrated store in which `furnish` was done, open in this process. The first call in a test file makes it; each later
 * one gets a copy of those bytes, so that a test pays for its own acts only. @returns also what `furnish` returned
 */
export async function furnishedStore<T>(furnish: () => Promise<T>): Promise<TestStore & { around: T }> {
  const known = made.get(furnish);
  if (known) return { ...(await opened((file) => writeFile(file, known.bytes))), around: known.around as T };
  const { folder, close } = await freshStore();
  const around = await furnish();
  const file = path.join(folder, 'palmares.db');
  await closeStore(); // What the log holds goes into the file.
  made.set(furnish, { bytes: await readFile(file), around });
  await openStore(file);
  return { folder, close, around };
}

/** The settings are Aminata’s; Camille writes everything else. */
const writerOf = (kind: string) => (kind === 'setting' ? aminata : camille);

/** Creates an entry in Camille’s name. @returns its id @throws when it is refused: a cast member is well behaved */
export async function written(kind: Kind, slug: string, content: unknown): Promise<string> {
  const saved = await createEntry(writerOf(kind), { kind, slug, content });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  return saved.entryId;
}

/** Saves a second revision in Camille’s name, over the first. */
export async function draftedAgain(entryId: string, content: unknown): Promise<void> {
  const { kind } = await reader().entry.findUniqueOrThrow({ where: { id: entryId } });
  const saved = await saveDraft(writerOf(kind), { entryId, from: 1, content });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
}

/** Creates an entry and puts it online in Pascale’s name. @returns its id */
export async function online(kind: Kind, slug: string, content: unknown): Promise<string> {
  const entryId = await written(kind, slug, content);
  const published = await publish(pascale, [{ entryId, revision: 1 }]);
  if (!published.ok) throw new Error(JSON.stringify(published.problems));
  return entryId;
}

export const unknown = { value: '', ruling: '', exception: '', claims: [] };

/** A fact that this source supports. */
export const stated = (value: string, source: string, says = value) => {
  const where = { place: 'liste des lauréats', extract: '', url: '', archivedUrl: '', consultedOn: '' };
  const claims = [{ ...where, value: says, source, status: 'kept' as const, reason: '' }];
  return { value, ruling: '', exception: '', claims };
};

/** What a made-up laureate stands among: the article, the edition, the trophée, a theme, a criterion, all online. */
export async function surroundings() {
  const dates = { publishedOn: '2016-11-25', consultedOn: '', url: '', archivedUrl: '' };
  const article = { title: 'Un article', publisher: '', nature: 'Article de presse', remark: '', ...dates };
  const source = await online('source', 'article', article);
  const words = { title: 'Édition 2016', headline: 'Dix noms', standfirst: 'Neuf et un.', summary: 'Un palmarès.' };
  const lists = { account: '', figures: [], support: [], details: [] };
  const edition = await online('edition', '2016', { year: 2016, ...words, ...lists });
  const prize = { position: 1, name: 'Trophée', plural: 'Trophées', frame: 'bronze', description: 'Le prix.' };
  const award = await online('award', 'trophee', { ...prize, facts: { definition: stated('Le trophée', source) } });
  const theme = { name: 'Lien social', description: 'Se rencontrer.', facts: { origin: unknown } };
  const category = await online('category', 'lien-social', theme);
  const asked = { position: 1, title: 'Des emplois', requirement: 'En créer.', rationale: 'Pour Paris.' };
  const criterion = await online('criterion', 'emplois', { ...asked, facts: { wording: unknown } });
  return { source, edition, award, category, criterion };
}

/** A made-up laureate, complete enough to be published. */
export function laureate(name: string, around: Awaited<ReturnType<typeof surroundings>>): LaureateContent {
  const { source, edition, award, category } = around;
  return {
    ...{ position: 1, tagline: 'Le pain du quartier', summary: 'Il fait du pain. Il le partage.', account: '' },
    plain: 'On fait du pain ensemble.',
    facts: {
      ...{ name: stated(name, source), edition: stated(edition, source), award: stated(award, source) },
      category: { ...unknown, value: category, exception: 'Classement de la rédaction' },
      activity: stated('Boulangerie partagée', source),
      ...{ legalForm: unknown, founded: stated('2014', source), place: unknown, website: unknown },
    },
    ...{ criteria: [], details: [] },
  };
}

/** The site’s own entry, online in Aminata’s name: no plan of the site is made without it. */
export async function siteOnline(edition: string): Promise<string> {
  const entryId = await written('setting', 'site', { name: 'Palmarès', subtitle: 'Une phrase.', edition });
  const published = await publish(aminata, [{ entryId, revision: 1 }]);
  if (!published.ok) throw new Error(JSON.stringify(published.problems));
  return entryId;
}
