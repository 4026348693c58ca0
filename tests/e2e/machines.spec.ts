/** What machines read of the site: structured data and feeds, with the readers people use. */
import { expect, type Page, test } from '@playwright/test';
import Parser from 'rss-parser';
import { faultsOf } from '../vocabulary.ts';
import { everyPage } from './pages.ts';
import { site } from './site.ts';

test('the data of every page is in the vocabulary of schema.org', async ({ request }) => {
  const faults: string[] = [];
  const kinds = new Set<string>();
  for (const path of (await everyPage(request)).slice(0, -1)) {
    const html = await (await request.get(path)).text();
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    const data = JSON.parse(json);
    faults.push(...(await faultsOf(data)).map((fault) => `${path}: ${fault}`));
    const page = data['@graph'].find((one: { '@id'?: string }) => one['@id'] === site.address + path);
    expect(page, path).toMatchObject({ dateModified: expect.stringMatching(/^\d{4}-/) });
    kinds.add(page['@type']);
  }
  expect(faults).toEqual([]);
  expect([...kinds].sort()).toEqual(expect.arrayContaining(['CollectionPage', 'ProfilePage', 'WebPage']));
});

const feedsOf = (html: string) =>
  [...html.matchAll(/<link rel="alternate" type="application\/atom\+xml" href="([^"]+)"/g)].map(([, url = '']) => url);

test('a reader finds the feeds in the head of a profile and reads them', async ({ request }) => {
  const found = feedsOf(await (await request.get('/laureats/biocycle')).text());
  expect(found).toEqual([`${site.address}/laureats/biocycle/flux.atom`, `${site.address}/flux.atom`]);
  const [own = '', whole = ''] = found;
  const [laureate, all] = [await new Parser().parseURL(own), await new Parser().parseURL(whole)];
  expect(laureate.title).toContain('Biocycle');
  expect(laureate.items.map(({ title }) => title)).toEqual(['Biocycle\u00a0: mise en ligne']);
  expect(all.items.length).toBeGreaterThan(20);
  const version = `${site.address}/laureats/biocycle/versions/1`;
  expect(laureate.items.map(({ link }) => link)).toEqual([version]);
  expect(all.items.map(({ link }) => link)).toEqual(expect.arrayContaining([version, `${site.address}/editions/2016`]));
  for (const { link } of all.items) expect((await request.get(link ?? '')).status(), link).toBe(200);
  expect((await request.get(own)).headers()['content-type']).toBe('application/atom+xml; charset=utf-8');
});

/** What RFC 4287 demands of a feed (§ 4.1.1) and of its entries (§ 4.1.2), read by the XML parser of a browser. */
function musts(text: string): string[] {
  const faults: string[] = [];
  const document = new DOMParser().parseFromString(text, 'application/xml');
  if (document.querySelector('parsererror')) return ['not well-formed'];
  const root = document.documentElement;
  const atom = 'http://www.w3.org/2005/Atom';
  if (root.namespaceURI !== atom || root.localName !== 'feed') faults.push('the root is no feed');
  if (!root.getAttribute('xml:lang')) faults.push('no language');
  const own = (parent: Element, name: string) => [...parent.children].filter((one) => one.localName === name);
  const entries = own(root, 'entry');
  for (const parent of [root, ...entries]) {
    const where = own(parent, 'title')[0]?.textContent ?? '?';
    for (const name of ['id', 'title', 'updated'])
      if (own(parent, name).length !== 1) faults.push(`${where}: not one ${name}`);
    const dates = [...own(parent, 'updated'), ...own(parent, 'published')].map((one) => one.textContent ?? '');
    // RFC 3339, upper case T and Z.
    if (!dates.every((one) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(one))) faults.push(`${where}: a date`);
    const id = own(parent, 'id')[0]?.textContent ?? '';
    if (!/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(#|$)/.test(id)) faults.push(`${where}: id ${id}`);
    const alternates = own(parent, 'link').filter((one) => one.getAttribute('rel') === 'alternate');
    if (alternates.length !== 1) faults.push(`${where}: not one alternate`);
  }
  if (own(root, 'author').length !== 1) faults.push('no author for the entries');
  if (own(root, 'link').filter((one) => one.getAttribute('rel') === 'self').length !== 1) faults.push('no self');
  const ids = [root, ...entries].map((one) => own(one, 'id')[0]?.textContent);
  if (new Set(ids).size !== ids.length) faults.push('an id twice');
  return faults;
}

test('every feed keeps what RFC 4287 demands', async ({ page, request }) => {
  const laureates = (await everyPage(request)).filter((path) => /^\/laureats\/[^/]+$/.test(path));
  const feeds = ['/flux.atom', ...laureates.map((path) => `${path}/flux.atom`)];
  expect(feeds.length).toBeGreaterThan(10);
  for (const path of feeds) expect(await faultsIn(page, await (await request.get(path)).text()), path).toEqual([]);
  expect(await faultsIn(page, '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id></feed>')).not.toEqual([]);
});

const faultsIn = (page: Page, text: string) => page.evaluate(musts, text);
