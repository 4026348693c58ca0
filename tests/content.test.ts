/** The words that ship: true to their nouns, to their references, to the article, and in our own French. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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

type Entry<Content> = { slug: string; content: Content };
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

const shipped = {
  sources: read<Entry<SourceContent>[]>('sources.json'),
  editions: [read<Entry<EditionContent>>('2016/edition.json')],
  awards: read<Entry<AwardContent>[]>('awards.json'),
  categories: read<Entry<CategoryContent>[]>('categories.json'),
  criteria: read<Entry<CriterionContent>[]>('2016/criteria.json'),
  laureates: read<Entry<LaureateContent>[]>('2016/laureates.json'),
  pages: readdirSync(new URL('pages/', folder)).map(readPage),
  settings: [read<Entry<SettingContent>>('site.json')],
};
type Room = keyof typeof shipped;
const nouns = { sources, editions, awards, categories, criteria, laureates, pages, settings };
const rooms = Object.keys(shipped) as Room[];
const entries = rooms.flatMap((room) =>
  (shipped[room] as Entry<unknown>[]).map((one) => ({ room, noun: nouns[room] as Noun, ...one })),
);

const plainly = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const key = (label: string) =>
  plainly(label)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const curly = (text: string) => text.replaceAll("'", '’');
const spaced = (text: string) => text.replace(/\s+/g, ' ');
const words = (text: string) => plainly(text.replace(/\[\^[^\]]+\]/g, ' ')).match(/[a-z0-9]+/g) ?? [];

/** Every fact of an entry, under the key by which its prose marks it. */
function facts(room: Room, content: unknown): Map<string, Evidence> {
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
function strings(value: unknown, field = ''): { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, one]) => strings(one, Number.isNaN(Number(name)) ? name : field));
}

const factsOf = (room: Room, slug: string) => {
  const one = entries.find((entry) => entry.room === room && entry.slug === slug);
  return facts(room, one?.content);
};
const allFacts = entries.flatMap(({ room, slug, content }) =>
  [...facts(room, content).values()].map((fact) => ({ where: `${room}/${slug}`, ...fact })),
);
const sourceFolder = new URL('../../shared/source/', import.meta.url);
const articleFile = new URL('article-2016-11-25.txt', sourceFolder);
const article = existsSync(articleFile) ? readFileSync(articleFile, 'utf8') : null;
const otherFile = new URL('other-sources-2016.json', sourceFolder);

/** Skips a test, and says why, where a document of the brief is not at hand. */
const needs = ({ skip }: { skip: (condition: boolean, note: string) => void }, file: URL) =>
  skip(!existsSync(file), `${file.pathname} is not there: nothing to compare with`);

describe('what ships passes its noun', () => {
  test.each(entries)('$room/$slug is publishable, already as its schema writes it', ({ noun, content }) => {
    expect(noun.publishable.parse(content)).toEqual(content);
  });

  test('slugs are addresses, each used once among its like', () => {
    for (const { slug } of entries) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new Set(entries.map(({ room, slug }) => `${room}/${slug}`)).size).toBe(entries.length);
  });

  test('every reference names an entry that ships', () => {
    const room = {
      edition: 'editions',
      award: 'awards',
      category: 'categories',
      criterion: 'criteria',
      source: 'sources',
    };
    for (const { noun, content, slug } of entries) {
      for (const one of noun.references(content)) {
        const like = shipped[room[one.kind as keyof typeof room] as Room] as Entry<unknown>[];
        expect(
          like.map((entry) => entry.slug),
          `${slug}, ${one.path}`,
        ).toContain(one.id);
      }
    }
  });

  test('every source carries at least one claim', () => {
    const used = new Set(allFacts.flatMap((fact) => fact.claims.map((one) => one.source)));
    expect(shipped.sources.map((one) => one.slug).filter((slug) => !used.has(slug))).toEqual([]);
  });
});

describe('marks and evidence', () => {
  test('every mark names a fact of its entry that has a claim', () => {
    for (const { room, slug, content } of entries) {
      const known = facts(room, content);
      for (const { field, text } of strings(content)) {
        for (const [, mark = ''] of text.matchAll(/\[\^([^\]]*)\]/g)) {
          expect(['summary', 'account', 'plain', 'description', 'rationale'], `${slug}, ${mark}`).toContain(field);
          expect(known.get(mark)?.claims.length ?? 0, `${room}/${slug}, [^${mark}]`).toBeGreaterThan(0);
        }
      }
    }
  });

  test('every kind of fact is there with claims: each laureate’s own, the edition’s figures and amount, the criteria', () => {
    const claimed = (room: Room, slug: string, label: string) =>
      factsOf(room, slug).get(key(label))?.claims.length ?? 0;
    for (const { slug } of shipped.laureates) {
      for (const label of ['Nom', 'Prix', 'Édition', 'Thème', 'Activité'])
        expect(claimed('laureates', slug, label), `${slug}, ${label}`).toBeGreaterThan(0);
    }
    const known = (label: string) =>
      shipped.laureates.filter(({ slug }) => claimed('laureates', slug, label) > 0).length;
    expect({ forme: known('Forme'), creation: known('Création'), lieu: known('Lieu') }).toEqual({
      ...{ forme: 8, creation: 8, lieu: 6 },
    });
    expect(factsOf('laureates', 'la-cloche-ou-le-carillon').get('site')?.exception).toMatch(/^Adresse notée/);
    for (const label of ['Organismes soutenus', 'Organismes candidats', 'Plafond par projet', 'Enveloppe'])
      expect(claimed('editions', '2016', label), label).toBeGreaterThan(0);
    for (const { slug } of shipped.criteria) expect(claimed('criteria', slug, 'Énoncé'), slug).toBeGreaterThan(0);
  });

  test('what is undecided, contested or without a source says why', () => {
    for (const { where, label, value, ruling, exception, claims } of allFacts) {
      const contested = claims.some((one) => one.status !== 'kept');
      if (contested) expect(ruling, `${where}, ${label}`).not.toBe('');
      if (value !== '' && claims.length === 0) expect(exception, `${where}, ${label}`).not.toBe('');
    }
  });

  test('every laureate has two sentences « En bref », three to five « En clair », and a marked text', () => {
    for (const { slug, content } of shipped.laureates) {
      const count = (text: string) => text.replace(/\[\^[^\]]+\]/g, '').match(/[.?!](?=\s|$)/g)?.length ?? 0;
      expect(count(content.summary), slug).toBe(2);
      expect(count(content.plain), slug).toBeGreaterThanOrEqual(3);
      expect(count(content.plain), slug).toBeLessThanOrEqual(5);
      expect(content.tagline.length, slug).toBeLessThanOrEqual(60);
      for (const text of [content.summary, content.account, content.plain]) expect(text, slug).toMatch(/\[\^/);
    }
  });

  test('every theme is the editors’ own, and says on which words of the article it rests', () => {
    for (const { slug, content } of shipped.laureates) {
      const { exception, ruling, claims } = content.facts.category;
      expect(exception, slug).toMatch(/^Classement de la rédaction/);
      expect(ruling, slug).not.toBe('');
      expect(
        claims.some((one) => one.extract !== ''),
        slug,
      ).toBe(true);
    }
  });
});

describe('the article', () => {
  test('only the article is quoted, in at most twelve words', () => {
    for (const { claims, where } of allFacts) {
      for (const { extract, source } of claims) {
        if (extract === '') continue;
        expect(source, where).toBe('article-2016-11-25');
        expect(extract.split(/\s+/).length, extract).toBeLessThanOrEqual(12);
      }
    }
  });

  test('every extract is found in it', (context) => {
    needs(context, articleFile);
    const text = spaced(article ?? '');
    const extracts = allFacts.flatMap((fact) => fact.claims.map((one) => one.extract)).filter((one) => one !== '');
    expect(extracts.length).toBeGreaterThan(50);
    for (const extract of extracts) expect(text).toContain(spaced(extract));
  });

  test('no eight words in a row are its own, nor those of our notes on the other sources', (context) => {
    needs(context, articleFile);
    const runs = (list: string[]) => list.slice(7).map((_, index) => list.slice(index, index + 8).join(' '));
    const given = readdirSync(sourceFolder).map((name) => readFileSync(new URL(name, sourceFolder), 'utf8'));
    const theirs = new Set(given.flatMap((text) => runs(words(text))));
    for (const { room, slug, content } of entries) {
      for (const { field, text } of strings(content)) {
        if (field === 'extract' || field === 'url' || (room === 'sources' && field === 'title')) continue;
        expect(
          runs(words(text)).filter((run) => theirs.has(run)),
          `${room}/${slug}, ${field}`,
        ).toEqual([]);
      }
    }
  });

  test('is presented as it is: dated, secondary, of unknown publisher', () => {
    const source = shipped.sources.find((one) => one.slug === 'article-2016-11-25')?.content;
    expect(source).toMatchObject({ title: 'Quand l’ESS parisienne booste l’emploi', publisher: '', url: '' });
    expect(source).toMatchObject({ publishedOn: '2016-11-25', consultedOn: '2026-11-23' });
    expect(source?.nature).toContain('source secondaire');
    expect(source?.remark).toContain('ni journal, ni auteur, ni adresse');
  });
});

describe('the facts of 2016 (issue 2, section 3)', () => {
  test('ten names, as the article writes them and in its order', () => {
    const names = shipped.laureates.map((one) => one.content.facts.name.value);
    expect(names).toEqual([
      ...['Les talents d’Alphonse', 'CoworkCrèche', 'ActivAction', 'Biocycle', 'La Cloche ou le Carillon', 'Minima'],
      ...['LKEcowork', 'Croix Rouge Insertion-Logis Cité', 'Belleville Citoyenne', 'Ticket for change'],
    ]);
    for (const name of names) if (article) expect(article).toContain(name);
    expect(shipped.laureates.map((one) => one.content.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('nine trophées and one prix honorifique', () => {
    const prizes = Object.groupBy(shipped.laureates, (one) => one.content.facts.award.value);
    expect(prizes.trophee?.length).toBe(9);
    expect(prizes['prix-honorifique']?.map((one) => one.slug)).toEqual(['ticket-for-change']);
    expect(JSON.stringify(shipped)).not.toMatch(/dix trophées/i);
  });

  test('four criteria, in the order of the article, each with its own words', () => {
    expect(shipped.criteria.map((one) => one.slug)).toEqual([
      ...['projet-reel', 'emplois-a-paris', 'services-nouveaux', 'equilibre-economique'],
    ]);
    expect(shipped.criteria.map((one) => one.content.facts.wording.claims[0]?.extract)).toEqual([
      'être un véritable projet et non un pré-projet',
      'être créateur d’emplois dans la capitale',
      'proposer de nouveaux services aux Parisiens',
      'afficher un équilibre économique global',
    ]);
  });

  test('the article shows job creation of Biocycle alone, and nothing of projects or balance', () => {
    const met = shipped.laureates.flatMap(({ slug, content }) =>
      content.criteria.map((one) => `${one.criterion} ${slug}`),
    );
    expect(met.filter((one) => !one.startsWith('services-nouveaux'))).toEqual(['emplois-a-paris biocycle']);
  });

  test('2009, six years, about fifty, three hundred, 25 000 €: each with its extract', () => {
    const [edition] = shipped.editions;
    expect(edition?.content.figures.map((one) => one.figure.replace(/[\u00A0\u202F]/g, ' '))).toEqual([
      ...['2009', '≈ 50', '300', '25 000 €', '9', '1'],
    ]);
    const known = factsOf('editions', '2016');
    const extracts = (label: string) =>
      known
        .get(key(label))
        ?.claims.map((one) => one.extract)
        .join(' ');
    expect(extracts('Organisation municipale')).toContain('Depuis 2009');
    expect(extracts('Durée')).toContain('Délivrés depuis 6 ans');
    expect(extracts('Organismes soutenus')).toContain('une cinquantaine');
    expect(extracts('Organismes candidats')).toContain('les 300 qui avaient postulé');
    expect(extracts('Plafond par projet')).toContain('jusqu’à 25 000 euros');
    expect(edition?.content.support.map((one) => one.label)).toHaveLength(4);
    expect(known.get('ceremonie')).toMatchObject({ value: 'Date et lieu non précisés par les sources', claims: [] });
  });

  test('the real disagreements are shown', () => {
    const sides = (room: Room, slug: string, label: string) =>
      factsOf(room, slug)
        .get(key(label))
        ?.claims.filter((one) => one.status === 'disputed').length ?? 0;
    expect(sides('laureates', 'biocycle', 'Création')).toBe(4);
    expect(factsOf('laureates', 'biocycle').get('creation')?.value).toBe('');
    for (const slug of ['activaction', 'lkecowork', 'croix-rouge-insertion-logis-cite', 'la-cloche-ou-le-carillon']) {
      expect(sides('laureates', slug, 'Nom'), slug).toBeGreaterThan(0);
    }
    expect(sides('editions', '2016', 'Dix pépites')).toBeGreaterThan(0);
    expect(sides('editions', '2016', 'Durée')).toBeGreaterThan(0);
    expect(sides('editions', '2016', 'Organismes soutenus')).toBe(1);
  });
});

describe('the other sources', () => {
  /** Documents whose address is cut short, holds a person’s name or serves another page: they ship otherwise, and say so. */
  const addressKept: [RegExp, string][] = [
    [/^https:\/\/www\.paris\.fr\/pages\/\S+-5307\/$/, 'paris-fr-laureats-2017'],
    [/^http:\/\/studylibfr\.com/, 'reglement-2016'],
    [/^https:\/\/www\.letudiant\.fr\/etudes/, 'letudiant-talents-d-alphonse'],
    [/^http:\/\/www\.letudiant\.fr\/jobsstages/, 'letudiant-activaction'],
    [/^https:\/\/www\.carenews\.com/, 'carenews-ticket-for-change'],
  ];

  test('every document whose address is given is a source of the organisation it is given for', (context) => {
    needs(context, otherFile);
    type Given = {
      facts: { url: string | null; paraphrase?: string | null }[];
      conflicts: string[];
      article_name?: string;
    };
    const { edition, organisations } = JSON.parse(readFileSync(otherFile, 'utf8')) as Record<string, Given & Given[]>;
    const told = [edition, ...(organisations ?? [])].flatMap((one) => {
      const prose = [...(one?.conflicts ?? []), ...(one?.facts ?? []).map(({ paraphrase }) => paraphrase ?? '')].join(
        ' ',
      );
      const urls = [...(one?.facts ?? []).flatMap(({ url }) => url ?? []), ...(prose.match(/https?:\/\/\S+/g) ?? [])];
      return urls.map((url) => ({ url, name: one?.article_name }));
    });
    expect(told.length).toBeGreaterThan(30);
    for (const { url, name } of told) {
      const source =
        shipped.sources.find((one) => one.content.url === url)?.slug ??
        addressKept.find(([address]) => address.test(url))?.[1];
      const about = (one: (typeof entries)[number]) =>
        name === undefined || (one.room === 'laureates' && one.noun.title(one.content) === curly(name));
      const used = entries.filter(about).flatMap(({ room, content }) => [...facts(room, content).values()]);
      expect(
        used.some((fact) => fact.claims.some((one) => one.source === source)),
        `${name}, ${url}`,
      ).toBe(true);
    }
  });
});

describe('persons and publishers', () => {
  test('no founder or employee is named, not even in an address', () => {
    const named = [
      ...['bastin', 'gas', 'ighmouracene', 'voldoire', 'schmitt', 'recco', 'leca', 'lecas', 'lecat', 'kuntzinger'],
      ...['tabet', 'sultan', 'zederman', 'galey', 'dardaillon', 'bouchez', 'guyot'],
    ];
    for (const { room, slug, content } of entries) {
      const found = words(
        strings(content)
          .map((one) => one.text)
          .join(' '),
      ).filter((word) => named.includes(word));
      expect(found, `${room}/${slug}`).toEqual([]);
    }
  });

  test('the pages leave to the settings what only the publisher knows', () => {
    const body = (slug: string) => shipped.pages.find((one) => one.slug === slug)?.content.body ?? '';
    const tokens = ['éditeur', 'adresse', 'contact', 'directeur', 'hébergeur', 'site'];
    for (const token of tokens) expect(body('mentions-legales')).toContain(`\u00A0: {{${token}}}.`);
    for (const { slug, content } of shipped.pages) {
      for (const [, token = ''] of content.body.matchAll(/\{\{([^}]*)\}\}/g)) expect(tokens, slug).toContain(token);
    }
    expect(body('accessibilite')).toContain('Accessibilité\u00A0: non conforme');
    expect(shipped.pages).toHaveLength(5);
  });
});
