import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { introduce, requestNames } from '../../../server/front/entrance.ts';
import { mustWait, pageWithheld, prepareOffice } from '../../../server/front/office.ts';
import { keptAnswers, takeWhole } from '../../../server/front/whole.ts';

let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

const html = `<!doctype html><html lang="fr"><head><title>Fiche</title></head><body><p>${'Un mot. '.repeat(200)}</p></body></html>`;

type Got = { status: number; headers: IncomingHttpHeaders; body: Buffer };

async function ask(handle: RequestListener, path = '/redaction', headers: Record<string, string> = {}): Promise<Got> {
  server = createServer(handle);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asking = request({ port, host: '127.0.0.1', path, headers, agent: false }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
    });
    asking.on('error', reject).end();
  });
}

/** Answers as the application does, by each of the ways a response is written. */
const ways: Record<string, (response: Parameters<RequestListener>[1], body: string | Buffer) => void> = {
  'one end': (response, body) => void response.end(body),
  'writes, then an end': (response, body) => {
    response.write(body.slice(0, 100));
    response.write(body.slice(100), () => response.end());
  },
  'a head said first': (response, body) => void response.writeHead(200, { 'X-Said': 'yes' }).end(body),
  'a stream': (response, body) => void Readable.from([body]).pipe(response),
};

for (const [way, send] of Object.entries(ways)) {
  test(`what is written by ${way} arrives whole, compressed as the reader prefers`, async () => {
    const answer: RequestListener = (asked, response) => {
      takeWhole(asked, response, { built: false });
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      send(response, html);
    };
    const br = await ask(answer, '/', { 'Accept-Encoding': 'gzip, br' });
    expect([br.status, br.headers['content-encoding'], br.headers.vary]).toEqual([200, 'br', 'Accept-Encoding']);
    expect(br.headers['content-length']).toBe(String(br.body.length));
    expect(brotliDecompressSync(br.body).toString()).toBe(html);
    expect(br.headers['x-said']).toBe(way === 'a head said first' ? 'yes' : undefined);
    const zipped = await ask(answer, '/', { 'Accept-Encoding': 'gzip' });
    expect(gunzipSync(zipped.body).toString()).toBe(html);
    const plain = await ask(answer, '/');
    expect([plain.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, html]);
  });
}

test('fonts, short answers, parts and answers already compressed leave as they are', async () => {
  const font = randomBytes(5000);
  const kinds: [string, Buffer | string, number][] = [
    ['font/woff2', font, 200],
    ['text/html', 'Court.', 200],
    ['text/javascript', font, 206],
  ];
  for (const [type, body, status] of kinds) {
    const got = await ask(
      (asked, response) => {
        takeWhole(asked, response, { built: true });
        response.writeHead(status, { 'Content-Type': type }).end(body);
      },
      `/${type}`,
      { 'Accept-Encoding': 'br' },
    );
    expect([got.status, got.headers['content-encoding']]).toEqual([status, undefined]);
    expect(got.body).toEqual(Buffer.from(body));
  }
});

test('a file of the build is compressed once, however its address is written; an address that has none is not kept', async () => {
  const answering = (status: number, text: string): RequestListener => {
    return (asked, response) => {
      takeWhole(asked, response, { built: true });
      response.writeHead(status, { 'Content-Type': 'text/javascript' }).end(text.repeat(100));
    };
  };
  const read = async (status: number, path: string, text: string) => {
    const { body } = await ask(answering(status, text), path, { 'Accept-Encoding': 'br' });
    expect(brotliDecompressSync(body).toString()).toBe(text.repeat(100));
  };
  const before = keptAnswers();
  for (const at of ['none.js', 'none.js?1']) await read(404, `/_next/static/${at}`, `not found: ${at}`);
  expect(keptAnswers()).toBe(before);
  for (const at of ['once.js', 'once.js?1', '%6fnce.js', 'onc%65.js?2'])
    await read(200, `/_next/static/${at}`, 'let a; ');
  expect(keptAnswers()).toBe(before + 1);
  await read(200, '/_next/static/other.js', 'let b; ');
  expect(keptAnswers()).toBe(before + 2);
});

const office: (
  send: (response: Parameters<RequestListener>[1], id: string) => void,
  cause?: () => Promise<string | undefined>,
) => RequestListener = (send, cause) => (asked, response) => {
  introduce(asked, { siteUrl: 'http://127.0.0.1' });
  prepareOffice(asked, response, cause);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  send(response, String(asked.headers[requestNames.id]));
};

test('a page that is not for the role answers 403; the next one 200', async () => {
  const refused = await ask(
    office((response, id) => {
      pageWithheld(id);
      response.end(html);
    }),
  );
  expect([refused.status, refused.headers['x-robots-tag']]).toEqual([403, 'noindex']);
  expect((await ask(office((response) => void response.end(html)))).status).toBe(200);
});

test('the document of a preview has no script, nor may it run one', async () => {
  const scripted = html.replace('</body>', '<script src="/_next/static/a.js" async=""></script></body>');
  const path = '/redaction/laureats/1/apercu/document';
  const still = await ask(
    office((response) => void response.end(scripted)),
    path,
  );
  expect(still.body.toString()).not.toContain('<script');
  expect(still.body.toString()).toContain('Un mot.');
  expect(still.headers['content-security-policy']).not.toContain('script-src');
  expect(still.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  const other = await ask(
    office((response) => void response.end(scripted)),
    '/redaction/laureats/1',
  );
  expect(other.body.toString()).toContain('<script');
});

test('a page that failed is replaced by one that gives its reference; what a script asked for is left to the script', async () => {
  let reference = '';
  const failing = office((response, id) => {
    reference = id;
    response.writeHead(500).end('Internal Server Error');
  });
  const read = await ask(failing, '/redaction', { Accept: 'text/html,*/*', 'Accept-Encoding': 'br' });
  expect(read.status).toBe(500);
  const page = read.body.toString();
  expect(page).toContain(reference);
  expect(page).not.toContain('Internal');
  expect(read.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self' 'sha256-/);
  expect(read.headers['cache-control']).toBe('no-store');
  const asked = await ask(failing, '/redaction', { Accept: 'text/x-component' });
  expect(asked.body.toString()).toBe('Internal Server Error');
});

test('a page that failed says what is known to be the matter; when that cannot be known either, it says the rest', async () => {
  const failing = (cause: () => Promise<string | undefined>) =>
    ask(
      office((response) => void response.writeHead(500).end('Internal Server Error'), cause),
      '/redaction',
      { Accept: 'text/html' },
    );
  const known = await failing(async () => 'la base de données ne peut pas être lue');
  expect(known.body.toString()).toContain('une erreur\u00a0: la base de données ne peut pas être lue. Revenez');
  for (const cause of [async () => undefined, () => Promise.reject(new Error('ENOENT'))])
    expect((await failing(cause)).body.toString()).toContain('Le serveur a rencontré une erreur. Revenez');
});

test('an answer that says to wait says so by its status, and for how long', async () => {
  const told = await ask(
    office((response, id) => {
      mustWait(id, 429, 1500);
      response.end(html);
    }),
  );
  expect([told.status, told.headers['retry-after']]).toEqual([429, '2']);
  expect((await ask(office((response) => void response.end(html)))).headers['retry-after']).toBeUndefined();
});
