/** What every page of a section asks first: who is there, which section, which entry. */
import { notFound } from 'next/navigation';
import { Missing } from '../../../server/editorial/demand.ts';
import { openEntry } from '../../../server/editorial/entries.ts';
import { mayOn, type Verb } from '../../../server/editorial/permissions.ts';
import { stateNames } from '../../../server/editorial/states.ts';
import { sectionAt } from '../../../server/forms/sections.ts';
import { currentActor } from '../../../server/staff/request.ts';

export type SectionParams = { params: Promise<{ section: string }> };
export type EntryParams = { params: Promise<{ section: string; id: string }> };

/** One value of a query; a repeated one counts as its first. */
export type Query = Record<string, string | string[] | undefined>;
export const one = (query: Query, name: string): string => [query[name]].flat()[0] ?? '';

export async function sectionDoor({ params }: SectionParams) {
  const actor = await currentActor();
  const section = sectionAt((await params).section);
  if (!section) notFound();
  return { actor, section };
}

export async function entryDoor({ params }: EntryParams) {
  const { actor, section } = await sectionDoor({ params });
  const entry = await openEntry(actor, (await params).id).catch((error: unknown) => {
    if (error instanceof Missing) notFound();
    throw error;
  });
  if (entry.kind !== section.kind) notFound();
  const path = `/redaction/${section.name}/${entry.id}`;
  const may = (verb: Verb) => mayOn(actor, verb, entry.kind);
  const { id, title, state, number, liveRevision, href } = entry;
  const online = liveRevision === null ? undefined : href;
  const head = {
    ...{ title, state, stateName: stateNames[state], path, number, online },
    ...{ section: { title: section.title, path: `/redaction/${section.name}` } },
    tabs: tabs
      .filter(({ needs }) => !needs || may(needs))
      .filter(({ last }) => last !== 'adresse' || entry.kind !== 'setting'),
  };
  return { actor, section, entry, path, may, head, id };
}

/** The pages of an entry. */
const tabs: { last: string; name: string; needs?: Verb }[] = [
  { last: '', name: 'Modifier' },
  { last: 'apercu', name: 'Aperçu' },
  { last: 'publier', name: 'Publier' },
  { last: 'historique', name: 'Historique' },
  { last: 'suivi', name: 'Notes et relecture' },
  { last: 'adresse', name: 'Adresse', needs: 'rename' },
  { last: 'retrait', name: 'Retrait' },
];
