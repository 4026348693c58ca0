/** The load: wrk, a fixed number of connections that ask again as soon as they are answered. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { pinned, processorSeconds } from './cores.ts';

/**
 * Requests in all and by second; times in milliseconds; `failed` counts errors of the socket and answers other than 2xx
 * and 3xx.
 */
export type Load = { requests: number; perSecond: number; p50: number; p99: number; failed: number };

/** A server to load: its process, and the address of a page. */
export type Loaded = { pid: number; url: string };

const inMilliseconds: Record<string, number> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

function latency(output: string, percent: number): number {
  const found = new RegExp(`^\\s*${percent}%\\s+([\\d.]+)(us|ms|s|m)\\s*$`, 'm').exec(output);
  if (!found) throw new Error(`wrk did not say its ${percent}th percentile:\n${output}`);
  return Number(found[1]) * (inMilliseconds[found[2] ?? ''] ?? Number.NaN);
}

/** Reads what `wrk --latency` prints. @throws when it is not that */
export function parseWrk(output: string): Load {
  const perSecond = /^Requests\/sec:\s+([\d.]+)/m.exec(output)?.[1];
  const requests = /^\s*(\d+) requests in /m.exec(output)?.[1];
  if (perSecond === undefined || requests === undefined) throw new Error(`wrk did not say its rate:\n${output}`);
  const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(output)?.slice(1) ?? [];
  const refused = /Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? '0';
  const failed = [...errors, refused].reduce((sum, one) => sum + Number(one), 0);
  const times = { p50: latency(output, 50), p99: latency(output, 99) };
  return { requests: Number(requests), perSecond: Number(perSecond), ...times, failed };
}

const run = promisify(execFile);

/**
 * Loads one page with 32 connections, asking for gzip, from the core kept for the load.
 * @returns what wrk says, and requests by second of the server's processor; NaN where the system does not tell
 */
export async function load({ pid, url }: Loaded, seconds: number): Promise<Load & { perProcessor: number }> {
  const args = ['--threads', '1', '--connections', '32', '--duration', `${seconds}s`, '--latency'];
  const [program = '', ...rest] = pinned('load', ['wrk', ...args, '--header', 'Accept-Encoding: gzip', url]);
  const before = processorSeconds(pid) ?? Number.NaN;
  const { stdout } = await run(program, rest, { timeout: (seconds + 20) * 1000 });
  const spent = (processorSeconds(pid) ?? Number.NaN) - before;
  const said = parseWrk(stdout);
  return { ...said, perProcessor: said.requests / spent };
}
