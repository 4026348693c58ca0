/**
 * What the preview of an entry draws: the public page’s view models, from what is online or from the last draft.
 *
 * Promise: only for whoever may read drafts; what surrounds the entry (other laureates, themes) is what is online.
 */
import { reader } from '../database.ts';
import { type OpenEntry, openEntry } from '../editorial/entries.ts';
import { labelOf } from '../editorial/labels.ts';
import { nounOf } from '../editorial/nouns.ts';
import { env } from '../env.ts';
import { type AwardLine, type AwardPage, findAward, listAwards } from '../published/awards.ts';
import { type CategoryLine, type CategoryPage, findCategory, listCategories } from '../published/categories.ts';
import { type CriterionLine, type CriterionPage, explainCriteria, listCriteria } from '../published/criteria.ts';
import { type EditionPage, findEdition } from '../published/editions.ts';
import { publishedSource } from '../published/facts.ts';
import { type Lookup, laureateView, type Whose } from '../published/from-content.ts';
import { findLaureate, type LaureateCard, type LaureateProfile, listLaureates } from '../published/laureates.ts';
import { fillIn, findPage, type TextPage } from '../published/pages.ts';
import { type Site, site } from '../published/site.ts';
import { findSource, type SourcePage } from '../published/sources.ts';
import type { Actor } from '../staff/actor.ts';
import { awardView, categoryView, criterionView, editionView } from './draft-view.ts';

export type View =
  | { kind: 'laureate'; profile: LaureateProfile; criteria: CriterionLine[]; palmares: LaureateCard[] }
  | { kind: 'edition'; edition: EditionPage; laureates: LaureateCard[] }
  | { kind: 'category'; category: CategoryPage; laureates: LaureateCard[]; categories: CategoryLine[] }
  | { kind: 'award'; award: AwardPage; laureates: LaureateCard[]; awards: AwardLine[] }
  | { kind: 'criterion'; criteria: CriterionPage[]; laureates: LaureateCard[] }
  | { kind: 'source'; source: SourcePage }
  | { kind: 'page'; page: TextPage }
  | {
      kind: 'setting';
      site: Site;
      edition: EditionPage;
      laureates: LaureateCard[];
      criteria: CriterionPage[];
      categories: CategoryLine[];
    };

export type Previewed = { entry: OpenEntry; view: View | null };

/** An entry as it is online, or as its last revision would be. Null: nothing to draw. @throws {Forbidden | Missing} */
export async function previewOf(actor: Actor, entryId: string, side: 'draft' | 'online'): Promise<Previewed> {
  const entry = await openEntry(actor, entryId);
  return { entry, view: side === 'draft' ? await draftView(entry) : await onlineView(entry) };
}

async function onlineView({ kind, slug, liveRevision }: OpenEntry): Promise<View | null> {
  return liveRevision === null ? null : drawers[kind](slug, undefined);
}

async function draftView(entry: OpenEntry): Promise<View | null> {
  const parsed = nounOf(entry.kind).draft.safeParse(entry.content);
  if (!parsed.success) return null;
  const version = { number: (entry.liveVersion ?? 0) + 1, publishedAt: new Date() };
  return drawers[entry.kind](entry.slug, { content: parsed.data, version });
}

type Draft = { content: unknown; version: Whose['version'] };
type Drawer = (slug: string, draft: Draft | undefined) => Promise<View | null>;

/** The content of a draft, which its own noun has just parsed. */
const contentOf = <Content>(draft: Draft) => draft.content as Content;

const drawers: Record<OpenEntry['kind'], Drawer> = {
  async laureate(slug, draft) {
    const profile = draft
      ? laureateView(contentOf(draft), { slug, version: draft.version }, await lookup())
      : await findLaureate(slug);
    if (!profile) return null;
    const [criteria, palmares] = await Promise.all([listCriteria(), listLaureates({ year: profile.year })]);
    return { kind: 'laureate', profile, criteria, palmares };
  },
  async edition(slug, draft) {
    const whose = draft && { slug, version: draft.version };
    const edition =
      draft && whose ? editionView(contentOf(draft), whose, await lookup()) : await findEdition(Number(slug));
    return edition && { kind: 'edition', edition, laureates: await listLaureates({ year: edition.year }) };
  },
  async category(slug, draft) {
    const named = labelOf('category', 'facts.origin');
    const category = draft
      ? categoryView(contentOf(draft), { slug, version: draft.version }, await lookup(), named)
      : await findCategory(slug);
    const [laureates, categories] = await Promise.all([listLaureates({ category: slug }), listCategories()]);
    return category && { kind: 'category', category, laureates, categories };
  },
  async award(slug, draft) {
    const named = labelOf('award', 'facts.definition');
    const award = draft
      ? awardView(contentOf(draft), { slug, version: draft.version }, await lookup(), named)
      : await findAward(slug);
    const [laureates, awards] = await Promise.all([listLaureates({ award: slug }), listAwards()]);
    return award && { kind: 'award', award, laureates, awards };
  },
  async criterion(slug, draft) {
    const all = await explainCriteria();
    const online = all.find((one) => one.slug === slug);
    const named = { label: labelOf('criterion', 'facts.wording'), met: online?.met ?? [] };
    const shown = draft
      ? criterionView(contentOf(draft), { slug, version: draft.version }, await lookup(), named)
      : online;
    const { currentYear: year } = await site();
    return shown ? { kind: 'criterion', criteria: [shown], laureates: await listLaureates({ year }) } : null;
  },
  async source(slug, draft) {
    const online = await findSource(slug);
    const typed = draft && contentOf<Omit<SourcePage, 'slug' | 'version' | 'claims'>>(draft);
    const source = draft && typed ? { ...typed, slug, version: draft.version, claims: online?.claims ?? [] } : online;
    return source && { kind: 'source', source };
  },
  async page(slug, draft) {
    const typed = draft && contentOf<Pick<TextPage, 'title' | 'description' | 'body'>>(draft);
    const page =
      draft && typed
        ? { ...typed, slug, body: fillIn(typed.body, env()), version: draft.version }
        : await findPage(slug);
    return page && { kind: 'page', page };
  },
  async setting(_, draft) {
    const [online, { years }] = await Promise.all([site(), lookup()]);
    const typed = draft && contentOf<{ name: string; subtitle: string; edition: string }>(draft);
    const currentYear = years.get(typed?.edition ?? '') ?? online.currentYear;
    const shown = typed ? { ...online, name: typed.name, subtitle: typed.subtitle, currentYear } : online;
    const edition = await findEdition(shown.currentYear);
    const [laureates, criteria, categories] = await Promise.all([
      listLaureates({ year: shown.currentYear }),
      explainCriteria(),
      listCategories(),
    ]);
    return edition && { kind: 'setting', site: shown, edition, laureates, criteria, categories };
  },
};

/** The live entries a draft may refer to. */
async function lookup(): Promise<Lookup> {
  const include = { entry: true } as const;
  const [sources, editions, awards, categories, criteria] = await Promise.all([
    reader().source.findMany({ include }),
    reader().edition.findMany(),
    reader().award.findMany({ include }),
    reader().category.findMany({ include }),
    reader().criterion.findMany({ include }),
  ]);
  return {
    sources: new Map(sources.map((row) => [row.entryId, publishedSource(row)])),
    years: new Map(editions.map(({ entryId, year }) => [entryId, year])),
    awards: new Map(
      awards.map(({ entryId, entry, name, plural, frame }) => [entryId, { slug: entry.slug, name, plural, frame }]),
    ),
    categories: new Map(categories.map(({ entryId, entry, name }) => [entryId, { slug: entry.slug, name }])),
    criteria: new Map(criteria.map(({ entryId, entry, title }) => [entryId, { slug: entry.slug, title }])),
  };
}
