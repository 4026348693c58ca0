/** Each line of nginx's configuration that limits something says what server/limits.ts says; none is left out. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { connections, doorRates, inFront, longestAddress, longestBody } from '../../../server/limits.ts';

const deploy = path.join(import.meta.dirname, '../../../deploy');
const seconds = (time: number) => `${time / 1000}s`;
const kilobytes = (size: number) => `${size / 1024}k`;

/** The lines that limit, sorted, without what they are named. */
function limitsOf(name: string): string[] {
  const limiting = /^(\S*(timeout|buffers?|_size|limit\S*|_tries|_requests)|"~\^\.\{\d+)\b/;
  const lines = readFileSync(path.join(deploy, name), 'utf8').split('\n');
  const found = lines.map((line) => line.trim().replace(/\s+/g, ' ')).filter((line) => limiting.test(line));
  return found.filter((line) => !/^(map_|variables_)hash|_status /.test(line)).sort();
}

test('nginx, as it is deployed, limits what server/limits.ts says, and nothing else', () => {
  const { address } = doorRates;
  const { reports, process: ours } = inFront;
  expect(limitsOf('nginx.conf')).toEqual(
    [
      `limit_req_zone $palmares_network zone=palmares_doors:10m rate=${address.eachSecond}r/s;`,
      `limit_req_zone $palmares_network zone=palmares_reports:1m rate=${reports.eachMinute}r/m;`,
      'limit_conn_zone $palmares_network zone=palmares_readers:10m;',
      `limit_conn palmares_readers ${inFront.connections};`,
      'limit_conn palmares_readers 60000;', // Of refusals alone: as good as none.
      `limit_req zone=palmares_reports burst=${reports.burst} nodelay;`,
      `client_header_timeout ${seconds(connections.headers)};`,
      `client_body_timeout ${seconds(inFront.body)};`,
      `send_timeout ${seconds(connections.idle)};`,
      `keepalive_timeout ${seconds(connections.kept)};`,
      `client_header_buffer_size ${kilobytes(inFront.headerStart)};`,
      `large_client_header_buffers ${connections.headerBytes / inFront.headerLine} ${kilobytes(inFront.headerLine)};`,
      `client_max_body_size ${longestBody.office / 1024 ** 2}m;`,
      `client_max_body_size ${kilobytes(longestBody.form)};`,
      `"~^.{${longestAddress + 1}}" 1;`,
    ].sort(),
  );
  expect(limitsOf('palmares-door.conf')).toEqual(
    [
      `limit_req zone=palmares_doors burst=${address.burst} nodelay;`,
      `proxy_connect_timeout ${seconds(ours.reach)};`,
      `proxy_send_timeout ${seconds(ours.hand)};`,
      `proxy_read_timeout ${seconds(ours.hear)};`,
      `proxy_next_upstream_tries ${ours.tries};`,
    ].sort(),
  );
});
