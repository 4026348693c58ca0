/** Reports sent again, all at once, or by too many: at the door, before a real bakery. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { planOf } from '../../../server/bakery/pages-plan.ts';
import { openBakery } from '../../../server/bakery/present.ts';
import { BakeQueue } from '../../../server/bakery/queue.ts';
import { reader, write } from '../../../server/database.ts';
import { env } from '../../../server/env.ts';
import { requestNames } from '../../../server/front/entrance.ts';
import { openReports } from '../../../server/limits.ts';
import { takeReport } from '../../../server/reports/door.ts';
import { receiveReport } from '../../../server/reports/receiving.ts';
import { newStamp } from '../../../server/reports/stamp.ts';
import { clock, minutes, seconds } from '../../../server/staff/clock.ts';
import { longTest as test } from '../../effort.ts';
import { answer, type FakeSite, fakeSite, page } from '../bakery/fake-site.ts';
import { later } from '../staff/staff.ts';
import { entryId, form, laureatesOnline, someone } from './reporting.ts';

let site: FakeSite;
let queue: BakeQueue;
/** Of each bake, the addresses whose plan was asked for; nothing for the whole site. */
let plans: (readonly string[] | undefined)[];

laureatesOnline();

beforeAll(async () => {
  site = await fakeSite();
  process.env.DATA_DIR = site.folder;
  plans = [];
  queue = new BakeQueue({
    ...site.settings,
    render: async (one) => answer(page(one)),
    plan: async (paths) => {
      plans.push(paths);
      return paths ? planOf(paths) : site.plan([{ kind: 'page', path: '/laureats/le-fournil/signaler' }]);
    },
    onBuild: () => undefined,
    onWithheld: () => undefined,
  });
  openBakery(queue);
  expect(await queue.bakeWhole()).toMatchObject({ ok: true });
});
afterAll(async () => {
  openBakery(undefined);
  await queue.idle();
  await site.remove();
});

/** Sends a form as a browser does. @returns the status, and where it leads or when to come back */
async function sent(fields: Record<string, string>, address: string) {
  const headers = { origin: env().siteUrl, [requestNames.address]: address, [requestNames.id]: 'test' };
  const body = new URLSearchParams(fields);
  const said = await takeReport(new Request(`${env().siteUrl}/api/signalements`, { method: 'POST', headers, body }));
  const to = said.headers.get('location');
  return { status: said.status, to, retryAfter: said.headers.get('retry-after'), text: await said.text() };
}

/** A form that was read over. */
function readOver(texte: string) {
  const cachet = newStamp();
  later(seconds(20));
  return { ...form, texte, cachet };
}

test('a report has its page at once, baked by itself; sent again it bakes nothing more, and is counted', async () => {
  const [fields, { address }] = [readOver('Le four est à bois.'), someone()];
  plans = [];
  const first = await sent(fields, address);
  expect(first).toMatchObject({ status: 303, to: expect.stringMatching(/^\/signalements\/[a-z0-9]{8}$/) });
  expect(await planOf([first.to ?? ''])).toMatchObject({ partial: true, items: [{ kind: 'page', path: first.to }] });
  await queue.idle();
  expect(plans).toEqual([[first.to]]);
  const builds = await readdir(site.settings.siteDir);
  const again = [];
  for (let time = 0; time < 12; time += 1) again.push(await sent(fields, address));
  await queue.idle();
  expect(plans).toHaveLength(1);
  expect(await readdir(site.settings.siteDir)).toEqual(builds);
  expect(again[0]).toEqual(first);
  expect(again.at(-1)).toMatchObject({ status: 429, retryAfter: expect.stringMatching(/^\d+$/) });
  later(minutes(120));
});

test('a report whose page could not be baked has it when it is sent again', async () => {
  const [fields, visitor] = [readOver('La page manque.'), someone()];
  openBakery(undefined);
  const { to } = await sent(fields, visitor.address);
  openBakery(queue);
  plans = [];
  expect(await sent(fields, visitor.address)).toMatchObject({ status: 303, to });
  expect(plans).toEqual([[to]]);
  expect(await readdir(path.join(site.settings.siteDir, 'current/public/signalements'))).toContain(
    `${to?.split('/').at(-1)}.html`,
  );
});

test('the same report sent several times at once is one, and each is told so', async () => {
  const [fields, visitor] = [readOver('Deux clics.'), someone()];
  const before = await reader().report.count();
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => receiveReport(visitor, fields)));
  expect(new Set(outcomes.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(outcomes[0]).toMatchObject({ kind: 'received' });
  expect(await reader().report.count()).toBe(before + 1);
});

test('while too many reports are open no other is taken: a sentence, what was typed, and when to come back', async () => {
  const known = readOver('Avant les autres.');
  const received = await receiveReport(someone(), known);
  await write(async (tx) => {
    const open = await tx.report.count({ where: { state: 'open' } });
    const data = Array.from({ length: openReports.most - open }, (_, at) => {
      const words = { text: 'x', document: '', factKey: '', factLabel: '', answer: '' };
      return { ...words, id: `o${at}`, reference: `o${at}`, entryId, state: 'open', receivedAt: clock.now() };
    });
    await tx.report.createMany({ data });
  });
  const fields = readOver('Un de trop.');
  const refused = await receiveReport(someone(), fields);
  expect(refused).toMatchObject({ kind: 'again', status: 503, stamp: fields.cachet, wait: openReports.retryAfter });
  expect(refused.kind === 'again' && refused.problems[0]?.message).toMatch(/gardez votre texte/);
  expect(await reader().report.count({ where: { state: 'open' } })).toBe(openReports.most);
  // One that was taken is still known; an answer makes room.
  expect(await receiveReport(someone(), known)).toEqual(received);
  await write((tx) => tx.report.update({ where: { id: 'o0' }, data: { state: 'closed' } }));
  expect(await receiveReport(someone(), fields)).toMatchObject({ kind: 'received' });
});
