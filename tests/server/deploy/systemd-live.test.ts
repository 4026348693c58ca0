/** What the units do under a real systemd. */
import { describe, expect } from 'vitest';
import { longTest as test } from '../../effort.ts';
import { inSystemd, unit, withoutSystemd } from './live-systemd.ts';

if (withoutSystemd) console.log(`Left out: ${withoutSystemd}.`);

describe.skipIf(withoutSystemd !== '')('under systemd', () => {
  const watching = {
    'palmares-nginx.path': unit('palmares-nginx.path', { '/var/lib/palmares/site': '/run/site' }),
    // Handing over is a copy, which takes as long as a reload may.
    'palmares-nginx.service': unit('palmares-nginx.service', {
      '/var/lib/palmares/site': '/run/site',
      '/etc/nginx/palmares/': '/run/nginx/',
      '/bin/sh /opt/palmares/deploy/palmares-nginx.sh':
        "/bin/sh -c 'echo handed >> /run/handed; cp /run/site/current/nginx/maps.conf /run/nginx/; sleep 0.5'",
      '/bin/systemctl reload nginx.service': '/bin/true',
    }),
  };
  /** A bake: another folder, and `current` that names it. */
  const bake = (number: number) =>
    `mkdir -p /run/site/b${number}/nginx; echo ${number} > /run/site/b${number}/nginx/maps.conf; ln -sfn b${number} /run/site/current.next; mv -T /run/site/current.next /run/site/current`;
  const begin = `mkdir -p /run/site /run/nginx; ${bake(0)}; systemctl --user start palmares-nginx.path`;
  const end = 'sleep 5; cat /run/nginx/maps.conf; systemctl --user is-active palmares-nginx.path';

  test('nginx is told of every publication, however many follow one another', () => {
    const touched = Array.from({ length: 120 }, (_, one) => `touch /run/site/spare${one}; sleep 0.03`);
    const said = inSystemd(watching, [begin, bake(1), ...touched, 'sleep 1', bake(2), end].join('\n'));
    expect(said.trim().split('\n')).toEqual(['2', 'active']);
  });

  test('and of a bake that ends while it is being told of the one before', () => {
    const said = inSystemd(watching, [begin, bake(1), 'sleep 0.6', bake(2), end].join('\n'));
    expect(said.trim().split('\n')).toEqual(['2', 'active']);
  });

  /** The service as it is, but for what it starts and the account, which a manager of a user cannot choose. */
  const serving = (code: number) => ({
    'palmares.socket': unit('palmares.socket', {}),
    'palmares.service': unit('palmares.service', {
      '/usr/bin/env node bin/launch.mjs start': `/bin/sh -c 'echo started >> /run/starts; sleep 0.2; exit ${code}'`,
      'User=palmares\n': '',
      'Group=palmares\n': '',
      'WorkingDirectory=/opt/palmares': 'WorkingDirectory=/',
    })
      .replace(/^# Code is read[\s\S]*?(?=\n\[Install\])/m, '')
      .replace(/^(Memory|Tasks|Limit).*\n/gm, ''),
  });

  test.each([
    [78, '1 started', 'failed'],
    [1, 'started again', 'activating'],
  ])('a start that ends with %i is tried anew only when that may help', (code, times, state) => {
    const script = `systemctl --user start palmares.socket palmares.service; sleep 4
      n=$(wc -l < /run/starts); if [ $n = 1 ]; then echo '1 started'; else echo 'started again'; fi
      systemctl --user show -P ActiveState palmares.service | sed 's/^active$/activating/'`;
    expect(inSystemd(serving(code), script).trim().split('\n')).toEqual([times, state]);
  });

  test('who stops the socket and the service has stopped the site; the service alone starts again at a visit', () => {
    const script = (stopped: string) => `systemctl --user start palmares.socket palmares.service; sleep 0.5
      systemctl --user stop ${stopped}; rm /run/starts; ip link set lo up
      ${process.execPath} -e 'require("net").connect(3000, "127.0.0.1").on("error", () => 0).unref()'; sleep 1
      test -e /run/starts && echo started || echo stopped`;
    expect(inSystemd(serving(0), script('palmares.service')).trim()).toBe('started');
    expect(inSystemd(serving(0), script('palmares.socket palmares.service')).trim()).toBe('stopped');
  });
});
