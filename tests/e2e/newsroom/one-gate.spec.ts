import { connect } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { bodyOf, builtActions } from '../../built.ts';
import { newsroom } from '../site.ts';
import { post } from './build.ts';
import { noteText, socketPath } from './gate.ts';
import { accountOf, laureateAt, reader, sessionOf } from './store.ts';

test('in the server’s process, a write of an action and writes of plain Node wait for each other in one queue', async () => {
  const { id, edit } = await laureateAt('activaction');
  const token = await sessionOf(await accountOf('Camille'));
  const action = builtActions.find((one) => one.name === 'redaction/[section] noteAction')?.id ?? '';
  const written = () => reader().colleagueNote.count({ where: { entryId: id, text: noteText } });

  const socket = connect(path.relative(process.cwd(), path.join(newsroom.root, socketPath)));
  const heard = createInterface({ input: socket })[Symbol.asyncIterator]();
  const line = async () => (await heard.next()).value;
  expect(await line()).toBe('held');

  let answered = false;
  const answer = post(`${edit}/suivi`, action, bodyOf([id], { text: noteText }), { token }).finally(() => {
    answered = true;
  });
  expect(await line(), 'the action stands behind the write of plain Node').toBe('queued');
  expect([answered, await written()]).toEqual([false, 0]);

  socket.write('go on');
  expect(await line(), 'the second write of plain Node came after the action’s').toBe('1');
  expect((await answer).status).toBe(200);
  expect(await written()).toBe(1);
});
