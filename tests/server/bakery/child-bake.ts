/**
 * A process that bakes over the folder it is given until it is killed: without end, or (second argument « stall ») one
 * bake that stops for ever before its thirtieth page. Says « ready » when it is the moment to kill it: once a first bake
 * is online, or in the midst of the one that stops.
 */
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bakePages, bakeSite } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { answer, page } from './fake-site.ts';

const folder = process.argv[2] ?? '';
const stalls = process.argv[3] === 'stall';
const items = Array.from({ length: 40 }, (_, index): BakeItem => ({ kind: 'page', path: `/p${index}` }));
let turn = 0;
const settings = {
  siteDir: path.join(folder, 'site'),
  staticDir: path.join(folder, 'static'),
  publicDir: path.join(folder, 'public'),
  ...{ codeBuild: 'code-1', fingerprint: 'print-1', siteUrl: 'https://palmares.exemple.fr', isDoor: () => false },
  // Every page of a bake says the same turn: a mixture of two bakes would show.
  render: async (one: string) => {
    if (stalls && one === '/p30') {
      process.stdout.write('ready\n');
      await setTimeout(60_000);
    }
    return answer(page(`${one} tour ${turn}`, `<p>${'mot '.repeat(200)}${turn}</p>`));
  },
};
for (turn = 1; ; turn += 1) {
  const plan = { publicationNumber: turn, items };
  const result = turn % 5 === 0 ? await bakePages(settings, plan, ['/p1']) : await bakeSite(settings, plan);
  if (!result.ok) throw new Error(result.message);
  if (turn === 1) process.stdout.write('ready\n');
}
