/**
 * nginx as the measure. On the baked folder as anybody would set it up (`gzip_static`, each file opened when it is asked
 * for): what our front is compared with. On the folder and on one plain file, open files of both remembered for a second:
 * what the folder costs, beside the limit of what this machine serves. And before the site as it is deployed
 * (deploy/nginx.conf): what its addresses, headers, limits and log cost.
 *
 * Promise: one worker, loopback only; stopped when asked or with this process.
 */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startNginx } from '../nginx.ts';
import { pinned } from './cores.ts';
import { type Answer, freePort } from './http.ts';

export type Measured = {
  pid: number;
  /** Base addresses of the baked folder, of the same with open files remembered, of the site as it is deployed, and of the one plain file. */
  folder: string;
  remembered: string;
  deployed: string;
  limit: string;
  /** Bytes of memory that nginx has to itself, its share of what it has in common included; NaN where the system does not say. */
  memory: () => number;
  close: () => Promise<void>;
};

/** What nginx says by itself, or what belongs to one connection. */
const own = new Set(
  'accept-ranges connection content-encoding content-length content-type date etag keep-alive transfer-encoding'.split(
    ' ',
  ),
);

/** Lines that make nginx send the headers of that answer: a head costs time too, whoever sends it. */
function sameHeaders({ headers }: Answer): string {
  const sent = headers.filter(([name]) => !own.has(name.toLowerCase()));
  return sent.map(([name, value]) => `add_header ${name} '${value.replaceAll("'", "\\'")}';`).join('\n  ');
}

/** As the deployed one remembers its own files. */
const remembering = 'open_file_cache max=4000 inactive=60s; open_file_cache_valid 1s;';

/** A server that has one file. */
const plainFile = (port: number, root: string, page: string, answer: Answer) => `
server {
  listen 127.0.0.1:${port};
  root ${root};
  ${remembering}
  location = ${page} {
    default_type text/html;
    add_header Content-Encoding gzip;
    ${sameHeaders(answer)}
  }
}`;

/** A server of the baked folder, in which a page is `NAME.html` at the address `/NAME` and every other address has a dot. */
const bakedFolder = (port: number, root: string, answer: Answer, more = '') => `
server {
  listen 127.0.0.1:${port};
  root ${root};
  gzip_static on;
  ${more}
  default_type text/html;
  ${sameHeaders(answer)}
  location = / { rewrite ^ /index.html break; }
  location / { rewrite ^([^.]+)$ $1.html break; }
}`;

/** The proportional share of a process and of its children, from /proc. */
function shareOf(pid: number): number {
  try {
    const kilobytes = Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + shareOf(Number(child)), kilobytes * 1024);
  } catch {
    return Number.NaN; // Not Linux.
  }
}

/**
 * Starts nginx.
 * @param site the folder of builds; `application` where the doors are; `page` an address of the site, `answer` what our front says there
 */
export async function measuredNginx(
  site: string,
  application: string,
  page: string,
  answer: Answer,
): Promise<Measured> {
  const root = await mkdtemp(path.join(tmpdir(), 'palmares-limit-'));
  await mkdir(path.join(root, path.dirname(page)), { recursive: true });
  await writeFile(path.join(root, page), answer.body);
  const [plain, folder, remembered] = [await freePort(), await freePort(), await freePort()];
  const baked = path.join(site, 'current', 'public');
  const nginx = await startNginx(site, application, {
    beside: [
      plainFile(plain, root, page, answer),
      bakedFolder(folder, baked, answer),
      bakedFolder(remembered, baked, answer, remembering),
    ].join(''),
    placed: (command) => pinned('server', command),
  });
  return {
    pid: nginx.pid,
    deployed: `http://127.0.0.1:${nginx.port}`,
    folder: `http://127.0.0.1:${folder}`,
    remembered: `http://127.0.0.1:${remembered}`,
    limit: `http://127.0.0.1:${plain}`,
    memory: () => shareOf(nginx.pid),
    close: async () => {
      await nginx.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
