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
