import { expect, test } from 'vitest';
import { sessionCookie } from '../../../server/staff/session-cookie.ts';

const rules = { httpOnly: true, sameSite: 'lax', path: '/' };

test.each([
  'https://palmares.exemple.fr',
  'http://palmares.exemple.fr',
  'http://localhost.exemple.fr',
  'https://localhost',
])('at %s the cookie is for this host alone, over https alone', (siteUrl) => {
  expect(sessionCookie(siteUrl)).toEqual({ ...rules, name: '__Host-palmares', secure: true });
});

test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://localhost'])(
  'at %s, on the machine itself, it has a plain name',
  (siteUrl) => {
    expect(sessionCookie(siteUrl)).toEqual({ ...rules, name: 'palmares', secure: false });
  },
);
