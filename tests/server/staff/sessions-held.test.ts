import path from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { connect } from '../../../prisma/engine.ts';
import { minutes } from '../../../server/staff/clock.ts';
import { findSession } from '../../../server/staff/sessions.ts';
import { freshStore } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import { later, member } from './staff.ts';

let close: () => Promise<void>;
let folder: string;

beforeEach(async () => {
  ({ close, folder } = await freshStore());
});
afterEach(() => close());

test('who only reads is let in while another program holds the file, and the use is noted when it is given back', async () => {
  const { token } = await member('Camille', 'contributor');
  const other = await connect(path.join(folder, 'palmares.db'));
  await other.executeScript('BEGIN EXCLUSIVE');
  later(minutes(2));
  const since = performance.now();
  for (let index = 0; index < 3; index += 1) expect(await findSession(token)).toBeDefined();
  expect(performance.now() - since).toBeLessThan(4000);
  await other.executeScript('COMMIT');
  await other.dispose();
  later(minutes(29));
  await vi.waitFor(async () => expect(await findSession(token)).toBeDefined(), 5000);
});
