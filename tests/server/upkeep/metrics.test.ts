import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { type Measured, openMetrics } from '../../../server/upkeep/metrics.ts';

const measured: Measured = {
  counts: async () => ({
    baked: [
      [200, 41],
      [304, 2],
    ],
    door: [[500, 1]],
    refused: [],
    closed: [],
  }),
  bakes: () => ({
    online: { build: 'b', publicationNumber: 12 },
    running: undefined,
    waiting: { pages: ['/a', '/b'], whole: true },
    last: undefined,
    lastWhole: undefined,
  }),
  lastBackup: async () => new Date(Date.now() - 60_000),
  failedSignIns: async () => ({ failed: 3, throttled: 40, busy: 2 }),
};

let open: Awaited<ReturnType<typeof openMetrics>> | undefined;
afterEach(() => open?.close());

async function read(of: Measured): Promise<string> {
  open = await openMetrics(0, of);
  return (await fetch(`http://127.0.0.1:${open.port}/metrics`)).text();
}

test('each measure is said in the text format, read anew each time', async () => {
  const text = await read(measured);
  for (const line of [
    'palmares_requests_total{class="baked",status="200"} 41',
    'palmares_requests_total{class="door",status="500"} 1',
    'palmares_failed_sign_ins_total{outcome="failed"} 3',
    'palmares_failed_sign_ins_total{outcome="throttled"} 40',
    'palmares_failed_sign_ins_total{outcome="busy"} 2',
    'palmares_bake_queue_length 3',
    'palmares_publication_number 12',
    '# TYPE palmares_requests_total counter',
  ])
    expect(text.split('\n')).toContain(line);
  expect(Number(/^palmares_backup_age_seconds (\S+)$/m.exec(text)?.[1])).toBeGreaterThanOrEqual(60);
  expect(text).toContain('process_resident_memory_bytes');
  const again = await (await fetch(`http://127.0.0.1:${open?.port}/metrics`)).text();
  expect(again).toContain('palmares_requests_total{class="baked",status="200"} 41');
});

test('what cannot be read, or is not there, is left out', async () => {
  const text = await read({
    ...measured,
    lastBackup: async () => undefined,
    failedSignIns: () => Promise.reject(new Error('fermée')),
  });
  expect(text).not.toMatch(/^palmares_backup_age_seconds/m);
  expect(text).not.toMatch(/^palmares_failed_sign_ins_total/m);
  expect(text).toContain('palmares_bake_queue_length 3');
});

test('nobody but this machine is answered, nothing but the measures given', async () => {
  open = await openMetrics(0, measured);
  expect((await fetch(`http://127.0.0.1:${open.port}/`)).status).toBe(404);
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one && !one.internal && one.family === 'IPv4');
  for (const one of others)
    await expect(fetch(`http://${one?.address}:${open.port}/metrics`)).rejects.toThrow('fetch failed');
});
