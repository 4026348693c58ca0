import { expect, test } from 'vitest';
import { checkPassword, hashPassword, passwordProblem } from '../../../server/staff/passwords.ts';
import { longTest } from '../../effort.ts';
import './staff.ts';

const camille = ['Camille Dupont', 'camille.dupont@exemple.fr'];
const verdict = (password: string) => passwordProblem(password, camille);

test.each([
  'quatre girafes lisent dehors',
  'le chat bleu mange une pomme',
  'Ma grand-mère habite à Vesoul !',
  '7Gx9-kPq2_vTz4wR',
  'pivoine-tabouret-lagune',
  'Моя бабушка живёт в Казани',
  `${'é'.repeat(5)} forêt boréale`,
])('« %s » is accepted: no rule of composition', (password) => {
  expect(verdict(password)).toBeUndefined();
});

test.each([
  'motdepassemotdepasse',
  'MotDePasse123456!',
  'M0tD3P@sse-2016-2017',
  'azertyuiopqsdfghjklm',
  '123456789012345678',
  'aaaaaaaaaaaaaaaaaaa',
  'abcdefghijklmnopqrst',
  'xyxyxyxyxyxyxyxyxyxy',
  'CamilleDupont2016!',
  'Trophées ESS Paris 2016',
  'bienvenue à Paris 75020',
  'palmares-palmares-palmares',
])('« %s » is refused as easy to guess', (password) => {
  expect(verdict(password)).toMatch(/trop facile à deviner/);
});

test('fifteen characters at least, a hundred and twenty-eight at most, as people count them', () => {
  expect(verdict('girafe lisent')).toMatch(/trop court/);
  expect(verdict('girafes lisent!')).toBeUndefined();
  expect(verdict('quatre girafes '.repeat(9))).toMatch(/trop long/);
});

test('a password is kept as argon2id of 19 MiB and two passes, never twice alike', async () => {
  const [one, two] = [await hashPassword('quatre girafes'), await hashPassword('quatre girafes')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await checkPassword(one, 'quatre girafes')).toBe(true);
  expect(await checkPassword(one, 'quatre girafe')).toBe(false);
  expect(await checkPassword(null, 'ce mot de passe n’est à personne')).toBe(false);
});

test('whatever length is accepted, as people count it, is compared whole', async () => {
  const emoji = `quatre girafes lisent dehors ${'🦒'.repeat(60)}`;
  expect(verdict(emoji)).toBeUndefined();
  expect(await checkPassword(await hashPassword(emoji), emoji)).toBe(true);
});

test('an accent typed in two pieces is the same password', async () => {
  expect(await checkPassword(await hashPassword('for\u00EAt'), 'fore\u0302t')).toBe(true);
});

longTest('three hundred at once: two hundred and two are judged two by two, the rest told to come back', async () => {
  const kept = await hashPassword('quatre girafes');
  const outcomes = await Promise.allSettled(Array.from({ length: 300 }, () => checkPassword(kept, 'x')));
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(202);
});
