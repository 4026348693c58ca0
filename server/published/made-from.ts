/**
 * What the files of each laureate are made from, told in a few signs: a bake carries over what did not change.
 *
 * Promise: while the sign of an address stays the same, and the code and the settings with it, so do its bytes, at any
 * moment; tests/e2e/carried.spec.ts compares them with a bake from nothing. Words are not read: a version never
 * changes but by an erasure, so its number tells them; whatever may be seen on every page is in every sign.
 */
import { createHash } from 'node:crypto';
import { reader } from '../database.ts';
import { lastPublication, partsOf, urlOf } from './addresses.ts';
import { announcedVersions } from './corrections.ts';
import type { LaureateCard } from './laureates.ts';

const digest = (...told: unknown[]) => createHash('sha256').update(JSON.stringify(told)).digest('base64url');

const identity = { id: true, slug: true, liveVersion: true, publishedAt: true } as const;

const parisian = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** Everything but the live laureates: a link may lead to a withdrawn one. Erasures. The day that the foot of each page gives. */
async function shared(): Promise<string> {
  const others = await reader().entry.findMany({
    where: { OR: [{ kind: { not: 'laureate' } }, { withdrawnAt: { not: null } }] },
    select: { ...identity, withdrawnAt: true },
    orderBy: { id: 'asc' },
  });
  const erasures = await reader().erasure.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  return digest(others, erasures, parisian.format((await lastPublication()).at));
}

/** The sign of each address of the live laureates, whose cards are given in their order: profiles, and what stands below. */
export async function laureatesMadeFrom(cards: LaureateCard[]): Promise<Map<string, string>> {
  const live = await reader().entry.findMany({
    where: { kind: 'laureate', publishedAt: { not: null } },
    select: identity,
  });
  const [common, announced] = [await shared(), await announcedVersions()];
  const around = surroundings(cards);
  const signs = new Map<string, string>();
  for (const entry of live) {
    const own = digest(common, entry);
    for (const { path } of partsOf('laureate', entry.slug)) signs.set(path, own);
    const profile = digest(own, around.get(entry.slug), announced.get(entry.id));
    signs.set(urlOf('laureate', entry.slug), profile);
  }
  return signs;
}

/** What a profile shows of other laureates: those of its theme and year, and the ones before and after it. */
function surroundings(cards: LaureateCard[]): Map<string, unknown> {
  const years = Map.groupBy(cards, (card) => card.year);
  const alike = Map.groupBy(cards, (card) => `${card.year} ${card.category.slug}`);
  const told = new Map([...alike].map(([group, list]) => [group, digest(list.map(({ slug, name }) => [slug, name]))]));
  const found = [...years.values()].flatMap((list) =>
    list.map((card, place): [string, unknown] => {
      return [card.slug, [told.get(`${card.year} ${card.category.slug}`), list[place - 1], list[place + 1]]];
    }),
  );
  return new Map(found);
}
