import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { StoreError } from '../../../server/database.ts';
import { doorAt } from '../../../server/front/doors.ts';
import { introduce, refusalOf, requestNames } from '../../../server/front/entrance.ts';
import { actionBegan, prepareOffice } from '../../../server/front/office.ts';
import { answer, readForm } from '../../../server/staff/forms.ts';
import { refuse } from '../../../server/staff/visitor.ts';

const siteUrl = 'https://palmares.exemple.fr';

function asked(method: string, headers: Record<string, string>, url = '/redaction') {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method, url, headers });
  return { request, response: new ServerResponse(request) };
}

test.each([
  '/redaction/../api/health',
  '/_next/static/../../redaction',
  '/_next/static/%2e%2e/redaction',
  '/redaction//x',
  '/redaction\\x',
  '/redactions',
])('%s is no door', (path) => {
  expect(doorAt(path)).toBeUndefined();
});

test('a change is let in only from our own pages, and only of a bounded length', () => {
  const refusal = (headers: Record<string, string>) => refusalOf(asked('POST', headers).request, siteUrl);
  expect(refusal({})).toBe(403);
  for (const origin of [
    'null',
    'https://ailleurs.exemple',
    `${siteUrl}.ailleurs.exemple`,
    'http://palmares.exemple.fr',
  ])
    expect(refusal({ origin, 'content-length': '1' })).toBe(403);
  expect(refusal({ origin: siteUrl })).toBe(413);
  expect(refusal({ origin: siteUrl, 'content-length': '9999999' })).toBe(413);
  expect(refusal({ origin: siteUrl, 'content-length': '10' })).toBeUndefined();
  expect(refusalOf(asked('GET', {}).request, siteUrl)).toBeUndefined();
});

test('the application reads the address, the path and the id from us alone', () => {
  const forged = { [requestNames.address]: '6.6.6.6', [requestNames.path]: '/x', [requestNames.id]: 'mine' };
  const sent = {
    ...forged,
    'x-forwarded-for': '9.9.9.9, 203.0.113.5',
    'x-forwarded-host': 'ailleurs',
    host: 'ailleurs',
  };
  const { request } = asked('GET', sent, '/redaction/equipe?x=1');
  introduce(request, { siteUrl, proxies: 1 });
  expect(request.headers).toMatchObject({
    [requestNames.address]: '203.0.113.5',
    [requestNames.path]: '/redaction/equipe',
    host: 'palmares.exemple.fr',
  });
  expect(request.headers[requestNames.id]).toMatch(/^[\da-f-]{36}$/);
  expect(request.headers['x-forwarded-host']).toBeUndefined();
  const alone = asked('GET', { 'x-forwarded-for': '9.9.9.9' });
  introduce(alone.request, { siteUrl });
  expect(alone.request.headers[requestNames.address]).toBe('unknown');
});

test('each answer has its own nonce, is not kept, and stands in no frame but a preview in ours', () => {
  const policyOf = (url: string) => {
    const { request, response } = asked('GET', {}, url);
    introduce(request, { siteUrl });
    prepareOffice(request, response);
    expect(response.getHeader('Cache-Control')).toBe('no-store');
    return String(response.getHeader('Content-Security-Policy'));
  };
  expect(policyOf('/redaction')).not.toBe(policyOf('/redaction'));
  expect(policyOf('/redaction')).not.toMatch(/unsafe/);
  expect(policyOf('/redaction')).toMatch(/frame-ancestors 'none'/);
  expect(policyOf('/redaction/laureats/x/apercu')).toMatch(/frame-ancestors 'self'/);
  expect(policyOf('/redaction?/apercu')).toMatch(/frame-ancestors 'none'/);
});

test('a failure before any action began is the body’s fault, after it is ours', () => {
  const status = (begin: boolean) => {
    const { request, response } = asked('POST', {});
    introduce(request, { siteUrl });
    prepareOffice(request, response);
    if (begin) actionBegan(String(request.headers[requestNames.id]));
    response.writeHead(500).end();
    return response.statusCode;
  };
  expect(status(false)).toBe(400);
  expect(status(true)).toBe(500);
});

function form(entries: [string, string | Blob][]): FormData {
  const made = new FormData();
  for (const [name, value] of entries) made.append(name, value);
  return made;
}

test('a form is read as plain text fields, each once; anything else is unreadable', () => {
  expect(
    readForm(
      form([
        ['a', '1'],
        ['$ACTION_KEY', 'k'],
      ]),
    ),
  ).toEqual({ a: '1' });
  expect(
    readForm(
      form([
        ['a', '1'],
        ['a', '2'],
      ]),
    ),
  ).toBeUndefined();
  expect(readForm(form([['a', new Blob(['x'])]]))).toBeUndefined();
  expect(readForm(form([['__proto__', 'x']]))).toBeUndefined();
  for (const other of [undefined, null, {}, [], 'a=1']) expect(readForm(other)).toBeUndefined();
});

test('what was typed comes back with the problems, secrets do not', async () => {
  const typed = form([
    ['email', 'a'],
    ['password', 'b'],
    ['code', 'c'],
    ['current', 'd'],
  ]);
  const told = await answer(
    typed,
    async () => refuse('email', 'Il manque : tout.'),
    () => ({}),
  );
  expect(told).toEqual({ problems: [{ path: 'email', message: 'Il manque\u00A0: tout.' }], given: { email: 'a' } });
  const busy = async () => {
    throw new StoreError('La base est occupée.');
  };
  expect(await answer(typed, busy, () => ({}))).toMatchObject({ problems: [{ message: 'La base est occupée.' }] });
  const bug = async () => {
    throw new TypeError('x');
  };
  await expect(answer(typed, bug, () => ({}))).rejects.toThrow(TypeError);
});
