import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { reader } from '../../../server/database.ts';
import { findReport, reportPages } from '../../../server/published/reports.ts';
import { bakedForm, filledForm } from '../../../server/reports/form-page.ts';
import { receiveReport } from '../../../server/reports/receiving.ts';
import { days, hours, minutes, seconds } from '../../../server/staff/clock.ts';
import { unseal } from '../../../server/staff/vault.ts';
import { later } from '../staff/staff.ts';
import { entryId, form, laureatesOnline, reported, rowOf, someone, stampOf } from './reporting.ts';

laureatesOnline();

test('a report is read over before it is taken, then has a page that tells nothing of what was written', async () => {
  const visitor = someone();
  const first = await receiveReport(visitor, { ...form, courriel: 'lea@exemple.fr' });
  expect(first).toMatchObject({ kind: 'again', status: 200, problems: [] });
  expect(await reader().report.count()).toBe(0);
  const reference = await reported({ courriel: 'lea@exemple.fr', texte: 'La brioche est fausse.', fait: 'creation' });
  expect(reference).toMatch(/^[a-hj-km-np-z2-9]{8}$/);
  const page = await findReport(reference);
  expect(page).toMatchObject({
    state: 'open',
    answer: '',
    about: { name: 'Le Fournil', path: '/laureats/le-fournil' },
  });
  expect(page && page.answerBy.getTime() - page.receivedAt.getTime()).toBe(days(7));
  expect(JSON.stringify(page)).not.toMatch(/brioche|lea@/);
  const row = await rowOf(reference);
  expect(row).toMatchObject({ text: 'La brioche est fausse.', entryId });
  expect(JSON.stringify(row)).not.toContain('lea@');
  expect(unseal(row.email ?? '', row.id)).toBe('lea@exemple.fr');
  expect(await reportPages()).toContain(`/signalements/${reference}`);
  expect(JSON.stringify(await reader().journalLine.findMany())).not.toMatch(/brioche|lea@/);
});

test('what is sent at once, with a forged or an old stamp, is not taken', async () => {
  const before = await reader().report.count();
  const visitor = someone();
  const cachet = stampOf(await receiveReport(visitor, form));
  expect(await receiveReport(visitor, { ...form, cachet })).toMatchObject({
    kind: 'again',
    status: 400,
    stamp: cachet,
  });
  const [time] = cachet.split('.');
  for (const forged of [
    'x',
    `${time}.`,
    `${time}.${'0'.repeat(32)}`,
    `${Number(0).toString(36)}.${cachet.split('.')[1]}`,
  ])
    expect(await receiveReport(visitor, { ...form, cachet: forged })).toMatchObject({ status: 200, problems: [] });
  later(hours(5));
  expect(await receiveReport(visitor, { ...form, cachet })).toMatchObject({ status: 200, problems: [] });
  expect(await reader().report.count()).toBe(before);
});

test.each([
  ['no words', { texte: '  ' }, 'texte', /Dites ce qui est inexact/],
  ['too many words', { texte: 'x'.repeat(2001) }, 'texte', /raccourcissez/],
  ['an invisible character', { texte: 'a\u202Eb' }, 'texte', /invisible/],
  ['half an address', { courriel: 'lea@' }, 'courriel', /incomplète/],
  ['a fact of another page', { fait: 'vitesse' }, 'fait', /choisissez de nouveau/],
  ['the hidden field filled in', { suite: 'http://x' }, 'suite', /champ caché/],
])('%s is refused with the remedy, and nothing is kept', async (_, changes, path, remedy) => {
  const before = await reader().report.count();
  const visitor = someone();
  const cachet = stampOf(await receiveReport(visitor, form));
  later(seconds(20));
  const outcome = await receiveReport(visitor, { ...form, ...changes, cachet });
  expect(outcome).toMatchObject({ kind: 'again', status: 400, stamp: cachet });
  expect(outcome.kind === 'again' && outcome.problems).toEqual([{ path, message: expect.stringMatching(remedy) }]);
  expect(await reader().report.count()).toBe(before);
});

test('a page that is nowhere, or keys nobody asked for, lead nowhere', async () => {
  for (const changes of [{ laureat: 'la-tour' }, { laureat: '../x' }, { role: 'administrator' }])
    expect(await receiveReport(someone(), { ...form, ...changes })).toEqual({ kind: 'nowhere' });
});

test('the same report sent twice is one; other words are another', async () => {
  const visitor = someone();
  const cachet = stampOf(await receiveReport(visitor, form));
  later(seconds(20));
  const sent = [form, form, { ...form, texte: 'Autre chose.' }].map((one) => ({ ...one, cachet }));
  const outcomes = [];
  for (const one of sent) outcomes.push(await receiveReport(visitor, one));
  expect(outcomes[1]).toEqual(outcomes[0]);
  expect(outcomes[2]).toMatchObject({ kind: 'received' });
  expect(outcomes[2]).not.toEqual(outcomes[0]);
});

test('an address that goes on and on is made to wait, and time alone forgives', async () => {
  const visitor = someone();
  for (let index = 0; index < 8; index += 1) await reported({ texte: `Erreur ${index}` }, visitor);
  const cachet = stampOf(await receiveReport(visitor, form));
  later(seconds(4));
  let refused = 0;
  for (let index = 0; index < 4; index += 1) {
    const outcome = await receiveReport(visitor, { ...form, texte: `Encore ${index}`, cachet });
    if (outcome.kind === 'again' && outcome.status === 429) refused += 1;
  }
  expect(refused).toBeGreaterThan(1);
  expect(JSON.stringify(await reader().throttle.findMany())).not.toContain(visitor.address);
  later(minutes(120));
  await reported({ texte: 'Plus tard' }, visitor);
});

test('the page is filled in with text only, whatever was typed', async () => {
  const page =
    '<!DOCTYPE html><html lang="fr"><head><title>Signaler</title><style>p{color:red}</style></head><body><form>' +
    '<div id="dit" hidden></div><input type="radio" name="fait" value="a"><input type="radio" name="fait" value="b">' +
    '<textarea name="texte"></textarea><input name="courriel"><input name="suite"><input name="cachet">' +
    '<button type="submit">Relire</button></form></body></html>';
  const hostile = '</textarea><script>alert(1)</script>"><img src=x>';
  const typed = { fait: 'b', texte: hostile, courriel: hostile, suite: 'x' };
  const { html, policy } = filledForm(page, typed, { problems: [{ path: 'texte', message: hostile }], stamp: 'S' });
  const names = JSON.stringify(parse(html), (key, value) => (key === 'parentNode' ? undefined : value));
  expect(names).not.toMatch(/"(tagName|nodeName)":"(script|img)"/);
  expect(names).toContain('"tagName":"textarea"');
  expect(html).toContain('value="b" checked');
  expect(html).not.toContain('value="a" checked');
  expect(html).toContain('name="cachet" value="S"');
  expect(html).toContain('name="suite" value=""');
  expect(html).toContain('<a href="#texte">&lt;/textarea&gt;');
  expect(html).toContain('>Envoyer le signalement</button>');
  expect(policy).toMatch(/style-src 'self' 'sha256-[^']+'/);
  expect(policy).not.toContain('unsafe');
  expect(filledForm(page, typed, { problems: [], stamp: '' }).html).toContain('Relisez');
  expect(await bakedForm('nulle-part')).toBeUndefined();
});
