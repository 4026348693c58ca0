/**
 * The words that ship, as `content/` holds them.
 *
 * Promise: `shipped` has every entry by its room, `entries` has them all in one list with their nouns, `allFacts` has
 * every fact with its claims; nothing is read from a store.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type AwardContent, awards } from '../server/editorial/awards.ts';
import { type CategoryContent, categories } from '../server/editorial/categories.ts';
import { type CriterionContent, criteria } from '../server/editorial/criteria.ts';
import { type EditionContent, editions } from '../server/editorial/editions.ts';
import type { ClaimContent } from '../server/editorial/facts.ts';
import { type LaureateContent, laureateFacts, laureates } from '../server/editorial/laureates.ts';
import type { Noun } from '../server/editorial/noun.ts';
import { type PageContent, pages } from '../server/editorial/pages.ts';
import { type SettingContent, settings } from '../server/editorial/settings.ts';
import { type SourceContent, sources } from '../server/editorial/sources.ts';

export type Entry<Content> = { slug: string; content: Content };
type Evidence = { label: string; value: string; exception: string; ruling: string; claims: ClaimContent[] };

const folder = new URL('../content/', import.meta.url);
const read = <Content>(path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as Content;

/** A page is `key: value` lines between two `---`, then its Markdown. */
function readPage(file: string): Entry<PageContent> {
  const text = readFileSync(new URL(`pages/${file}`, folder), 'utf8');
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const front = new Map(
    head
      .trim()
      .split('\n')
      .map((one) => [one.split(': ', 1)[0], one.slice(one.indexOf(': ') + 2)]),
  );
  const [title, description] = [front.get('title') ?? '', front.get('description') ?? ''];
  const content = { position: Number(front.get('position')), title, description, body: body.trim() };
  return { slug: file.replace(/\.md$/, ''), content };
}

export const shipped = {
  sources: read<Entry<SourceContent>[]>('sources.json'),
  editions: [read<Entry<EditionContent>>('2016/edition.json')],
  awards: read<Entry<AwardContent>[]>('awards.json'),
  categories: read<Entry<CategoryContent>[]>('categories.json'),
  criteria: read<Entry<CriterionContent>[]>('2016/criteria.json'),
  laureates: read<Entry<LaureateContent>[]>('2016/laureates.json'),
  pages: readdirSync(new URL('pages/', folder)).map(readPage),
  settings: [read<Entry<SettingContent>>('site.json')],
};
export type Room = keyof typeof shipped;
const nouns = { sources, editions, awards, categories, criteria, laureates, pages, settings };
const rooms = Object.keys(shipped) as Room[];
export const entries = rooms.flatMap((room) =>
  (shipped[room] as Entry<unknown>[]).map((one) => ({ room, noun: nouns[room] as Noun, ...one })),
);

const plainly = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
export const key = (label: string) =>
  plainly(label)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

export const words = (text: string) => plainly(text.replace(/\[\^[^\]]+\]/g, ' ')).match(/[a-z0-9]+/g) ?? [];

/** Every fact of an entry, under the key by which its prose marks it. */
export function facts(room: Room, content: unknown): Map<string, Evidence> {
  const found = new Map<string, Evidence>();
  const add = (label: string, one: Omit<Evidence, 'label'>) => {
    expect(found.has(key(label)), `two facts « ${label} »`).toBe(false);
    found.set(key(label), { ...one, label });
  };
  const one = content as LaureateContent & EditionContent & AwardContent & CategoryContent & CriterionContent;
  if (room === 'laureates') {
    for (const [field, label] of Object.entries(laureateFacts)) add(label, one.facts[field as keyof typeof one.facts]);
    for (const met of one.criteria) add(`critere ${met.criterion}`, met);
  }
  for (const fact of [...(one.figures ?? []), ...(one.support ?? []), ...(one.details ?? [])]) add(fact.label, fact);
  if (room === 'awards') add('Définition', one.facts.definition);
  if (room === 'categories') add('Origine', one.facts.origin);
  if (room === 'criteria') add('Énoncé', one.facts.wording);
  return found;
}

/** Every string of an entry with the name of the field that holds it. */
export function strings(value: unknown, field = ''): { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, one]) => strings(one, Number.isNaN(Number(name)) ? name : field));
}

export const factsOf = (room: Room, slug: string) => {
  const one = entries.find((entry) => entry.room === room && entry.slug === slug);
  return facts(room, one?.content);
};
export const allFacts = entries.flatMap(({ room, slug, content }) =>
  [...facts(room, content).values()].map((fact) => ({ where: `${room}/${slug}`, ...fact })),
);
