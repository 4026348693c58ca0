import { expect, test } from 'vitest';
import { InvalidEnvironment, parseEnv } from '../../server/env.ts';

test('nothing set gives a site on localhost:3000, with an unnamed publisher', () => {
  expect(parseEnv({})).toMatchObject({ port: 3000, host: 'localhost', siteUrl: 'http://localhost:3000' });
  expect(parseEnv({ PORT: '' }).publisher.name).toBe('');
});

test('the site’s address keeps only its origin', () => {
  expect(parseEnv({ SITE_URL: 'https://palmares.exemple.fr/' }).siteUrl).toBe('https://palmares.exemple.fr');
});

test('every faulty variable is named at once, with what it should be and what it is', () => {
  const faulty = () => parseEnv({ PORT: 'abc', SITE_URL: 'exemple.fr/x', PUBLISHER_CONTACT: 'moi' });
  expect(faulty).toThrow(InvalidEnvironment);
  for (const part of ['PORT doit être un nombre', '« abc »', 'SITE_URL doit être', 'PUBLISHER_CONTACT doit être']) {
    expect(faulty).toThrow(part);
  }
});

test('a mail server needs a sender; secrets are not printed back; a proxy is expected in front of https', () => {
  expect(() => parseEnv({ SMTP_URL: 'smtp://u:s3cret@mail.exemple.fr' })).toThrow(/MAIL_FROM/);
  expect(() => parseEnv({ SECRET_KEY: 'trop court' })).toThrow(/^(?!.*trop court).*SECRET_KEY doit être 64 chiffres/);
  expect(parseEnv({ SITE_URL: 'https://palmares.exemple.fr' }).office).toEqual({ proxies: 1, secretKey: '' });
  expect(parseEnv({}).office.proxies).toBe(0);
});

test('backups are made each day and fourteen kept, beside the data unless told otherwise, never in it', () => {
  const given = parseEnv({ DATA_DIR: '/srv/palmares' });
  expect(given.backups).toEqual({ folder: '/srv/palmares/backups', hours: 24, kept: 14 });
  expect(parseEnv({ BACKUP_DIR: '/mnt/ailleurs', BACKUP_HOURS: '0' }).backups).toMatchObject({ hours: 0 });
  expect(() => parseEnv({ DATA_DIR: '/srv/palmares', BACKUP_DIR: '/srv/palmares/' })).toThrow('BACKUP_DIR doit être');
  expect(() => parseEnv({ BACKUP_KEPT: '0' })).toThrow('BACKUP_KEPT doit être le nombre');
});

test('the measures are not given where the site is', () => {
  expect(() => parseEnv({ METRICS_PORT: '3000' })).toThrow(/METRICS_PORT doit être .* autre que PORT/);
  expect(parseEnv({ METRICS_PORT: '3000', PORT: '3001' }).watch.metricsPort).toBe(3000);
});
