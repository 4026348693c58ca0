/** Every sort of address of the public side tells a browser what the table says, and nothing else. */
import { expect, test } from '@playwright/test';
import { longestBody } from '../../server/limits.ts';
import { everyPage } from './pages.ts';
import { site } from './site.ts';
import { type Sort, untold } from './told.ts';

const ask = (path: string, init: RequestInit = {}) => fetch(site.address + path, { redirect: 'manual', ...init });
const profile = '/laureats/biocycle';

test('every page, the lost one too, says what a baked page says', async ({ request }) => {
  const faults: string[] = [];
  for (const path of await everyPage(request)) {
    const sort = path.includes('/versions/') ? 'version' : 'page';
    faults.push(...untold(sort, await ask(path)).map((fault) => `${path}: ${fault}`));
  }
  expect(faults).toEqual([]);
});

test('every file that a page asks for or offers says what it is, for how long, and nothing else', async ({
  request,
}) => {
  const offered = new Set(['/robots.txt', '/sitemap.xml', '/.well-known/security.txt']);
  const pages = new Set(await everyPage(request));
  for (const path of pages) {
    const html = await (await ask(path)).text();
    for (const [, found = ''] of html.matchAll(/(?:href|src)="([^"#?]*)/g)) {
      const url = found.replace(site.address, '');
      if (/\.\w+$/.test(url) && url.startsWith('/')) offered.add(url);
    }
  }
  const types = new Set<string>();
  const faults: string[] = [];
  for (const path of offered) {
    const answer = await ask(path);
    const type = answer.headers.get('content-type') ?? '';
    types.add(type);
    const sort: Sort = path.startsWith('/_next/')
      ? 'asset'
      : /\b(xml|svg\+xml|atom\+xml)\b/.test(type)
        ? 'tree'
        : 'data';
    const missed = answer.status === 200 ? untold(sort, answer) : [`answers ${answer.status}`];
    faults.push(...missed.map((fault) => `${path}: ${fault}`));
  }
  expect(faults).toEqual([]);
  expect(offered.size).toBeGreaterThan(60);
  expect([...types].join(' ')).toMatch(/atom\+xml.*|font\/woff2.*/);
  for (const type of ['application/zip', 'image/png', 'application/json', 'application/atom+xml; charset=utf-8']) {
    expect([...types], type).toContain(type);
  }
});

const tooLong = (limit: number): RequestInit => {
  return { method: 'POST', headers: { Origin: site.address }, body: 'a'.repeat(limit + 1) };
};
const answers: [string, number, Sort, RequestInit?][] = [
  [`${profile}/carte`, 200, 'card'],
  [`${profile}/`, 308, 'moved'],
  ['/%zz', 400, 'refused'],
  [`/${'a'.repeat(9000)}`, 414, 'refused'],
  ['/', 405, 'refusedMethod', { method: 'POST' }],
  ['/api/health', 405, 'refusedMethod', { method: 'DELETE' }],
  ['/api/signalements', 404, 'page'],
  ['/api/signalements', 405, 'refusedMethod', { method: 'PUT' }],
  ['/api/signalements', 403, 'refused', { method: 'POST', headers: { Origin: 'https://ailleurs.exemple' } }],
  ['/connexion', 403, 'refused', { method: 'POST' }],
  ['/connexion', 413, 'refused', tooLong(longestBody.office)],
  ['/api/signalements', 413, 'refused', tooLong(longestBody.form)],
  ['/redaction', 403, 'refused', { method: 'POST', headers: { Origin: 'null' } }],
  ['/api/health', 200, 'state'],
  ['/api/health/ready', 200, 'state'],
];

for (const [path, status, sort, init] of answers) {
  test(`${init?.method ?? 'GET'} ${path.slice(0, 40)} is answered ${status}, as ${sort}`, async () => {
    const answer = await ask(path, init);
    expect(answer.status).toBe(status);
    expect(untold(sort, answer)).toEqual([]);
  });
}

test('a page that the reader has is not sent again, and says no less', async () => {
  const etag = (await ask(profile)).headers.get('etag') ?? '';
  const answer = await ask(profile, { headers: { 'If-None-Match': etag } });
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([304, 'no-cache']);
  expect(answer.headers.get('set-cookie')).toBeNull();
});
