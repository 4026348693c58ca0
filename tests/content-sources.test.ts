/** The words that ship beside the sources of the brief: true to the article, and in our own French. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { article, articleFile, needs, otherFile, sourceFolder } from './brief-sources.ts';
import { allFacts, entries, facts, shipped, strings, words } from './shipped-words.ts';

const curly = (text: string) => text.replaceAll("'", '’');
const spaced = (text: string) => text.replace(/\s+/g, ' ');

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
