/** The words that ship: true to their nouns and to their references, and naming nobody. */
import { describe, expect, test } from 'vitest';
import {
  allFacts,
  type Entry,
  entries,
  facts,
  factsOf,
  key,
  type Room,
  shipped,
  strings,
  words,
} from './shipped-words.ts';

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
  test('every mark names a fact of its entry that has a claim, of the source it names', () => {
    for (const { room, slug, content } of entries) {
      const known = facts(room, content);
      for (const { field, text } of strings(content)) {
        for (const [, mark = ''] of text.matchAll(/\[\^([^\]]*)\]/g)) {
          expect(['summary', 'account', 'plain', 'description', 'rationale'], `${slug}, ${mark}`).toContain(field);
          const [fact = '', source] = mark.split(':');
          const called = known.get(fact)?.claims.filter((one) => !source || one.source === source) ?? [];
          expect(called.length, `${room}/${slug}, [^${mark}]`).toBeGreaterThan(0);
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
