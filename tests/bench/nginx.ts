/**
 * nginx as the measure, each with and without the files it remembers: on the baked folder, and on one plain file as the
 * limit of what this machine serves.
 *
 * Without memory nginx opens the file anew at each request (one name: the page's `.gz`), for the folder as for the one
 * file; with it, nothing is opened, and a new build shows at most `seen` seconds after the swap. What either comparison
 * of folder and limit shows is the price of addresses and encodings alone.
 *
 * Promise: one worker, loopback only, nothing written outside the folder given; stopped when asked or with this process.
 */
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pinned, program } from './cores.ts';
import { type Answer, answers, freePort } from './http.ts';

export type Nginx = {
  pid: number;
  /** Base addresses of the baked folder and of the one plain file; `cached…`: the same with open files remembered. */
  baked: string;
  cached: string;
  limit: string;
  cachedLimit: string;
  close: () => Promise<void>;
};

type Place = { folder: string; baked: string; page: string; ports: [number, number, number, number]; headers: string };

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

/** Seconds after which nginx looks again whether a file it remembers is still the one of that name. */
const seen = 1;
const remembering = `open_file_cache max=1000 inactive=60s; open_file_cache_valid ${seen}s;`;

/** In the bakery's folder a page is `NAME.html` at the address `/NAME`, and every other address has a dot. */
function configuration({ folder, baked, page, ports, headers }: Place): string {
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const site = (port: number, more: string) => `
  server {
    listen 127.0.0.1:${port};
    root ${baked};
    gzip_static on;
    ${more}
    location = / { rewrite ^ /index.html break; }
    location / { rewrite ^([^.]+)$ $1.html break; }
  }`;
  const limit = (port: number, more: string) => `
  server {
    listen 127.0.0.1:${port};
    root ${folder}/limit;
    ${more}
    location = ${page} { default_type text/html; add_header Content-Encoding gzip; ${headers} }
  }`;
  return `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  ${scratch.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  types { text/html html; text/css css; image/svg+xml svg; font/woff2 woff2; }
  sendfile on;
  keepalive_requests 1000000000;
  ${headers}
  ${site(ports[0], '')}
  ${site(ports[1], remembering)}
  ${limit(ports[2], '')}
  ${limit(ports[3], remembering)}
}`;
}

/**
 * Starts nginx.
 * @param folder for its own files; `baked` the public folder of a build; `page` an address of it, `answer` what our front says there
 * @throws when it does not answer within five seconds
 */
export async function startNginx(folder: string, baked: string, page: string, answer: Answer): Promise<Nginx> {
  const ports: Place['ports'] = [await freePort(), await freePort(), await freePort(), await freePort()];
  await mkdir(path.join(folder, 'limit', path.dirname(page)), { recursive: true });
  await writeFile(path.join(folder, 'limit', page), answer.body);
  const conf = path.join(folder, 'nginx.conf');
  await writeFile(conf, configuration({ folder, baked, page, ports, headers: sameHeaders(answer) }));
  const [name = '', ...args] = pinned('server', [program('nginx') ?? 'nginx', '-p', folder, '-c', conf]);
  const child = spawn(name, args, { stdio: 'ignore' });
  const stop = () => child.kill('SIGTERM');
  process.once('exit', stop);
  const [one = '', two = '', three = '', four = ''] = ports.map((port) => `http://127.0.0.1:${port}`);
  const close = async () => {
    process.off('exit', stop);
    if (child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    stop();
    await gone;
  };
  await answers(`${four}${page}`, 5000);
  return { pid: child.pid ?? 0, baked: one, cached: two, limit: three, cachedLimit: four, close };
}
