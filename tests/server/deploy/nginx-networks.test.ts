/** Whom nginx counts as one, when it limits how often somebody asks. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { network } from '../../../server/front/entrance.ts';
import { longTest as test } from '../../effort.ts';
import { ask, type Nginx, pretended, startNginx, withoutNginx } from '../../nginx.ts';
import { type ShownSite, showSite } from '../front/shown-site.ts';

describe.skipIf(withoutNginx !== '')('nginx, as it is deployed, counts as the application does', () => {
  const application = createServer((_, response) => response.end('reçu'));
  let shown: ShownSite;
  let nginx: Nginx;

  beforeAll(async () => {
    shown = await showSite();
    await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
    nginx = await startNginx(shown.site.settings.siteDir, `127.0.0.1:${(application.address() as AddressInfo).port}`);
  });
  afterAll(async () => {
    await nginx?.close();
    application.close();
    await shown?.close();
  });

  /** The statuses of reports sent from each of these addresses, one after the other. */
  async function sentFrom(addresses: string[]): Promise<number[]> {
    const statuses: number[] = [];
    for (const one of addresses)
      statuses.push((await ask(nginx.port, '/api/signalements', { [pretended]: one }, 'POST', 'a=b')).status);
    return statuses;
  }
  const twenty = (address: (at: number) => string) => Array.from({ length: 20 }, (_, at) => address(at + 1));

  test('all the addresses of one network of IPv6 as one, whatever bytes they are of', async () => {
    // 0a is a line feed, 00 ends a text: in an address they are bytes like others.
    for (const start of ['2001:db8:1:2', '2001:db8:0:0', '2001:db8:a:a0a', '2a0a:a00:0:ff']) {
      const addresses = twenty((at) => `${start}:${(at * 2570).toString(16)}:0:a:${at}`);
      expect(new Set(addresses.map(network)).size).toBe(1);
      const statuses = await sentFrom(addresses);
      expect([start, statuses[0], statuses.at(-1)]).toEqual([start, 200, 429]);
    }
  });

  test('two networks, and two addresses of IPv4, as two', async () => {
    const networks = twenty((at) => `2001:db8:7:${at.toString(16)}::1`);
    expect(await sentFrom(networks)).toEqual(networks.map(() => 200));
    const fours = twenty((at) => `203.0.113.${at}`);
    expect(await sentFrom(fours)).toEqual(fours.map(() => 200));
    expect((await sentFrom(twenty(() => '198.51.100.7'))).at(-1)).toBe(429);
  });
});
