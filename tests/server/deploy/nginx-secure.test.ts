/** What readers meet: https, HTTP/2, and the way there from http. */
import { connect as connectSecure } from 'node:http2';
import { connect as connectTls, type SecureVersion } from 'node:tls';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { longTest as test } from '../../effort.ts';
import { ask, brotliModule, type Nginx, startNginx, withoutNginx } from '../../nginx.ts';
import { type ShownSite, showSite } from '../front/shown-site.ts';

/** Nobody vouches for the certificate of a test. */
const trusting = { rejectUnauthorized: false };

describe.skipIf(withoutNginx !== '')('nginx, as it is deployed, over https', () => {
  let shown: ShownSite;
  let nginx: Nginx;
  beforeAll(async () => {
    shown = await showSite({ siteUrl: 'https://palmares.exemple.fr' });
    nginx = await startNginx(shown.site.settings.siteDir, `127.0.0.1:${shown.port}`, { secure: true });
  });
  afterAll(async () => {
    await nginx?.close();
    await shown?.close();
  });

  /** One page over HTTP/2, as browsers ask for it. */
  function read(target: string): Promise<{ headers: Record<string, unknown>; body: Buffer }> {
    const session = connectSecure(`https://127.0.0.1:${nginx.securePort}`, trusting);
    return new Promise((resolve, reject) => {
      const asking = session.request({ ':path': target, 'accept-encoding': 'gzip, br' });
      const chunks: Buffer[] = [];
      let headers: Record<string, unknown> = {};
      session.on('error', reject);
      asking.on('error', reject);
      asking.on('response', (said) => (headers = said));
      asking.on('data', (chunk) => chunks.push(chunk));
      asking.on('end', () => {
        session.close();
        resolve({ headers, body: Buffer.concat(chunks) });
      });
    });
  }

  test('gives pages and doors by HTTP/2, compressed, with the headers of the front', async () => {
    const { headers, body } = await read('/laureats/biocycle');
    expect([headers[':status'], headers['content-encoding']]).toEqual([200, brotliModule ? 'br' : 'gzip']);
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    const text = (brotliModule ? brotliDecompressSync : gunzipSync)(body).toString();
    expect(text).toContain('<title>/laureats/biocycle</title>');
    const door = await read('/redaction');
    expect([door.headers[':status'], door.body.toString()]).toEqual([200, 'de l’application']);
  });

  test('sends who comes by http to https, to the same address of its own name', async () => {
    const { status, headers } = await ask(nginx.port, '/laureats/biocycle?a=b', { Host: 'autre.exemple' });
    expect([status, headers.location]).toEqual([301, 'https://palmares.exemple.fr/laureats/biocycle?a=b']);
  });

  test('speaks TLS 1.2 and 1.3, nothing older', async () => {
    const spoken = (version: SecureVersion) =>
      new Promise((resolve) => {
        const options = { ...trusting, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
        const socket = connectTls(nginx.securePort ?? 0, '127.0.0.1', options, () => {
          resolve(socket.getProtocol());
          socket.end();
        });
        socket.on('error', () => resolve(undefined));
      });
    expect(await spoken('TLSv1.3')).toBe('TLSv1.3');
    expect(await spoken('TLSv1.2')).toBe('TLSv1.2');
    expect(await spoken('TLSv1.1')).toBeUndefined();
  });
});
