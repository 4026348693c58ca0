/**
 * nginx as `deploy/nginx.conf` sets it up, for tests: the same text, with only the places, the name and the certificate
 * changed, on the loopback interface.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program } from './bench/cores.ts';
import { freePort } from './bench/http.ts';

export const nginxProgram = program('nginx');

/** Debian's packages of nginx, of its module for brotli, and of what makes a certificate. */
export const nginxPackages = ['nginx-light', 'libnginx-mod-http-brotli-static', 'openssl'];

/** Why the tests with nginx are left out here; empty when they are not. */
export const withoutNginx = nginxProgram
  ? ''
  : `nginx is not installed (Debian: apt-get install ${nginxPackages.join(' ')})`;

/** The module that serves what is compressed by brotli, where Debian puts it or where NGINX_BROTLI says; empty without. */
export const brotliModule =
  [process.env.NGINX_BROTLI, '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so'].find(
    (one) => one && existsSync(one),
  ) ?? '';

const deploy = path.join(import.meta.dirname, '..', 'deploy');

type Places = {
  folder: string;
  site: string;
  port: number;
  application: string;
  securePort: number | undefined;
  beside: string;
  account: string;
};

/** A header in which a test says which address it asks from. */
export const pretended = 'X-Pretended-Address';

/** The whole configuration, with the certificate that `certify` put in the folder. */
const overHttps = (deployed: string, { folder, port, securePort }: Places) =>
  deployed
    .replace(/^ *listen \[::\].*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('listen 443 ', `listen 127.0.0.1:${securePort} `)
    .replace(/\/etc\/letsencrypt\S*\//g, `${folder}/`);

/** The site's own server alone, without its certificate: what most tests compare. */
function overHttp(deployed: string, { port }: Places): string {
  const [, secure = ''] = deployed.split(/^(?=server \{\n {2}listen 443)/m);
  const [maps = ''] = deployed.split(/^(?=server \{)/m);
  return (maps + secure)
    .replace(/^ *(ssl_.*|listen \[::\].*)\n/gm, '')
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`);
}

/** Makes a certificate of a day that nobody vouches for, where `overHttps` says it is. @throws when openssl fails */
function certify(folder: string): void {
  const to = ['-keyout', path.join(folder, 'privkey.pem'), '-out', path.join(folder, 'fullchain.pem')];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', ...key, '-subj', '/CN=palmares.exemple.fr', ...to], { stdio: 'ignore' });
}

/** The configuration as it is deployed, at these places. */
async function configuration(places: Places): Promise<string> {
  const { folder, site, application, securePort, beside, account } = places;
  const deployed = await readFile(path.join(deploy, 'nginx.conf'), 'utf8');
  const text = (securePort ? overHttps : overHttp)(deployed, places)
    .replace(/# (brotli_static on;).*/, brotliModule ? '$1' : '')
    .replaceAll('/var/lib/palmares/site/current', path.join(site, 'current'))
    .replaceAll('/etc/nginx/palmares/', `${path.join(site, 'current', 'nginx')}/`)
    .replaceAll('/etc/nginx/palmares-door.conf', path.join(deploy, 'palmares-door.conf'))
    .replaceAll('/var/log/nginx', folder)
    .replaceAll('127.0.0.1:3000', application);
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
${brotliModule ? `load_module ${brotliModule};` : ''}
${process.getuid?.() === 0 ? `user ${account};` : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
sendfile on;
tcp_nopush on;
access_log off;
set_real_ip_from 127.0.0.1;
real_ip_header ${pretended};
${scratch.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')}
${text}
${beside}
}
`;
}

export type Said = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** Asks for a target, byte for byte as it is written. */
export function ask(
  port: number,
  target: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body = '',
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const options = { host: 'localhost', port, path: target, headers, method, agent: false };
    const asking = request(options, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

export type Nginx = {
  /** Of the process that started the one which answers. */
  pid: number;
  port: number;
  /** Of https, when it was asked for. */
  securePort: number | undefined;
  reload: () => void;
  /** What it logged of the site. */
  log: () => Promise<string>;
  close: () => Promise<void>;
};

type Options = {
  /** As readers meet it, over https and with the redirection to it; else without either. */
  secure?: boolean;
  /** Whose nginx reads files as, when it is started by root. */
  account?: string;
  /** More servers, which have nothing to do with the site. */
  beside?: string;
  /** The command that runs a command where it is to run. */
  placed?: (command: string[]) => string[];
};

/**
 * Starts nginx before a baked site; it ends when asked, and with this process.
 * @param site the folder of builds; `application` where the doors are, such as `127.0.0.1:3000`
 * @throws with what nginx said, when it does not take its configuration
 */
export async function startNginx(site: string, application: string, options: Options = {}): Promise<Nginx> {
  const { secure = false, beside = '', account = 'root', placed = (command) => command } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-nginx-'));
  await chmod(folder, 0o711); // Where another account keeps what it receives.
  const port = await freePort();
  const securePort = secure ? await freePort() : undefined;
  if (secure) certify(folder);
  const conf = path.join(folder, 'nginx.conf');
  await writeFile(conf, await configuration({ folder, site, port, application, securePort, beside, account }));
  const [name = '', ...args] = placed([nginxProgram ?? 'nginx', '-p', folder, '-c', conf, '-e', 'stderr']);
  const child = spawn(name, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = () => child.kill('SIGTERM');
  process.once('exit', stop);
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    process.off('exit', stop);
    stop();
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  for (;;) {
    if (child.exitCode !== null) throw new Error(`nginx did not start:\n${said}`);
    if (await ask(port, '/').catch(() => undefined)) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const log = () => readFile(path.join(folder, 'palmares.log'), 'utf8');
  return { pid: child.pid ?? 0, port, securePort, reload: () => child.kill('SIGHUP'), log, close };
}

/** What differs between servers and says nothing of the site; each has its own tags. */
const passing = new Set(['date', 'server', 'connection', 'keep-alive', 'etag', 'content-length', 'transfer-encoding']);

/** The reference of a refusal, which each server has of its own. */
const reference = /^R..f..rence : .*\n/m;

/** What a reader is told, in a form to be compared. Redirections: nginx writes a page of its own under them. */
export function essence({ status, headers, body }: Said): { status: number; told: unknown[]; body?: string } {
  const redirects = status === 301 || status === 308;
  const told = Object.entries(headers).filter(
    ([name]) => !passing.has(name) && !(redirects && name === 'content-type'),
  );
  return { status, told: told.sort(), ...(!redirects && { body: body.toString('latin1').replace(reference, '') }) };
}
