import { expect, test } from 'vitest';
import { listed, median, percentile, shown } from './figures.ts';
import { missed, passes, table } from './verdict.ts';
import { parseWrk } from './wrk.ts';

const said = `Running 4s test @ http://127.0.0.1:3000/laureats/biocycle
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   581.03us  101.20us   4.02ms   91.20%
    Req/Sec    55.02k     1.10k   56.90k    70.00%
  Latency Distribution
     50%  563.00us
     75%  602.00us
     90%  655.00us
     99%    1.02ms
  220080 requests in 4.00s, 1.20GB read
Requests/sec:  55012.34
Transfer/sec:    307.41MB
`;

test('what wrk prints becomes numbers in milliseconds', () => {
  const p50 = expect.closeTo(0.563);
  expect(parseWrk(said)).toEqual({ requests: 220080, perSecond: 55012.34, p50, p99: 1.02, failed: 0 });
});

test('requests that failed are counted, whatever the way', () => {
  const errors = '  Socket errors: connect 0, read 2, write 0, timeout 3\n  Non-2xx or 3xx responses: 7\nRequests/sec:';
  expect(parseWrk(said.replace('Requests/sec:', errors)).failed).toBe(12);
});

test('what is not an answer of wrk is refused', () => {
  expect(() => parseWrk('unable to connect to 127.0.0.1:3000 Connection refused')).toThrow();
  expect(() => parseWrk(said.replace(/^ +99%.*$/m, ''))).toThrow();
});

test('a percentile is one of the values: the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([percentile(hundred, 0.95), percentile(hundred, 1), percentile([7], 0.95)]).toEqual([95, 100, 7]);
  expect(() => percentile([], 0.95)).toThrow();
});

test('the median stands in the middle, or between the two middle ones', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
  expect(() => median([])).toThrow();
});

test('numbers are shown as the French write them', () => {
  expect([0.8, 0.795, 12.34, 1234.5, 6, 0].map(shown)).toEqual(['0,80', '0,80', '12,3', '1\u202f235', '6', '0']);
});

test('lists of processor cores are read', () => {
  expect(listed('0-2,5')).toEqual([0, 1, 2, 5]);
  expect(listed('')).toEqual([]);
});

test('limits are inclusive, judged before rounding; a line without one only informs', () => {
  const line = { name: 'x', unit: '×' as const };
  expect(passes({ ...line, value: 0.8, limit: { atLeast: 0.8 } })).toBe(true);
  expect(passes({ ...line, value: 0.7999, limit: { atLeast: 0.8 } })).toBe(false);
  expect(passes({ ...line, value: 0.1 })).toBeUndefined();
});

test('missed lines are counted over all parts; an unmeasured part says why', () => {
  const slow = { name: 'lent', value: 2, unit: 's' as const, limit: { atMost: 1 } };
  const unmeasured = { part: 'Façade', unmeasured: 'il manque wrk.' };
  expect(missed([{ part: 'A', lines: [slow, { ...slow, value: 1 }] }, unmeasured])).toEqual([slow]);
  expect(table(unmeasured).join('\n')).toContain('non mesuré : il manque wrk.');
});
