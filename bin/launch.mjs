/**
 * The first step of every command, and the only file that must run on the machine's own Node (20 or later) with nothing
 * installed: it installs what package-lock.json names when that changed, then hands over to the project's own Node 24, or to
 * the machine's when that is a newer 24: a security release need not wait for its package.
 *
 * Usage: node bin/launch.mjs COMMAND [ARGUMENTS]   — exits with the command's own code, 1 when it cannot prepare it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.palmares-installed');
const packaged = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * What keeps a process that bakes near what it really uses (Node 24.21): the heap is collected when it has grown by 45 %
 * and young objects have 4 MB, where V8 would size both for the whole machine (the thread of the front has its own);
 * young objects are collected by their own thread alone, since so few survive that waking others made each wait 4 ms
 * instead of 2 on a busy machine; what is WebAssembly is compiled once and plainly, not a second time for speed.
 */
const sparing = [
  ...['--heap-growing-percent=45', '--max-semi-space-size=4', '--no-parallel-scavenge'],
  '--liftoff-only',
];

function stop(sentence) {
  console.error(`\n✗ ${sentence}`);
  process.exit(1);
}

/** What must be installed: changes exactly when the lock file does. */
function wanted() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

function installed() {
  return existsSync(packaged) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
}

function install() {
  const started = Date.now();
  console.log('• Installation des paquets (Node 24 compris), une minute environ …');
  // The lock stays as it is: another npm would write it in its own way.
  const quiet = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm’s own patience, ten seconds and a minute for each of hundreds of packages, is a quarter of an hour without a network.
  const brief = ['--fetch-retries=1', '--fetch-retry-mintimeout=300', '--fetch-retry-maxtimeout=300'];
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' };
  const { status, stderr } = spawnSync('npm', [...quiet, ...brief], options);
  if (status !== 0) {
    const [, cause = 'npm manque'] = /^npm error code (\S+)/m.exec(stderr ?? '') ?? [];
    const [, log] = /^npm error A complete log of this run can be found in: (.+)$/m.exec(stderr ?? '') ?? [];
    const told = log ? ` Le détail est dans ${log}.` : '';
    stop(
      `Les paquets n’ont pas pu être installés (${cause}). Vérifiez l’accès au registre npm, puis relancez la même commande.${told}`,
    );
  }
  if (!existsSync(packaged)) {
    stop(
      'Node 24 manque : npm n’a pas exécuté le script du paquet « node ». Lancez `npm rebuild node`, puis recommencez.',
    );
  }
  writeFileSync(stamp, wanted());
  console.log(`✓ Paquets installés (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

/**
 * The newer of the packaged Node and of the machine's, which counts only within the packaged one's major version. npm puts
 * the packaged one in front, and says which it was run by itself.
 */
function newestNode() {
  const { version } = JSON.parse(readFileSync(path.join(modules, 'node', 'package.json'), 'utf8'));
  const machine = process.env.npm_node_execpath ?? process.execPath;
  const { stdout } = spawnSync(machine, ['--version'], { encoding: 'utf8' });
  const [own, known] = [stdout ?? '', version].map((text) => text.trim().replace('v', '').split('.').map(Number));
  const newer = own[1] > known[1] || (own[1] === known[1] && own[2] > known[2]);
  return own[0] === known[0] && newer ? machine : packaged;
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(`Node 20 ou plus récent est nécessaire (ici : ${process.versions.node}). Installez-le depuis nodejs.org.`);
}
const [command = '', ...given] = process.argv.slice(2);
const script = path.join(root, 'bin', `${command}.ts`);
if (!/^[a-z]+$/.test(command) || !existsSync(script)) stop(`Commande inconnue : « ${command} ». Voyez le README.`);
if (!installed()) install();

const settings = existsSync(path.join(root, '.env')) ? [`--env-file=${path.join(root, '.env')}`] : [];
/** A port that systemd holds open and gives us (sd_listen_fds(3)); it goes on to the process that serves. */
const givenPort = process.env.LISTEN_FDS === '1' && process.env.LISTEN_PID === String(process.pid);
const { LISTEN_FDS: _, LISTEN_PID: __, LISTEN_FDNAMES: ___, ...environment } = process.env;
const child = spawn(
  newestNode(),
  ['--disable-warning=ExperimentalWarning', ...sparing, ...settings, script, ...given],
  {
    cwd: root,
    stdio: givenPort ? ['inherit', 'inherit', 'inherit', 3] : 'inherit',
    env: {
      MALLOC_ARENA_MAX: '1', // glibc keeps what is freed once for each arena, and makes eight for each core.
      // What is freed goes back to the system: what lies free on top, and at once whatever is as large as a page of the site,
      // which would leave holes between what stays (30 MB of them after ten bakes).
      MALLOC_MMAP_THRESHOLD_: '20480',
      MALLOC_TRIM_THRESHOLD_: '1048576',
      // Types are taken off once, and not by a program of 20 MB kept in the process that serves.
      NODE_COMPILE_CACHE: path.join(modules, '.cache', 'palmares'),
      ...environment,
      ...(givenPort && { LISTEN_FD: '3' }),
      PATH: `${path.join(modules, '.bin')}${path.delimiter}${process.env.PATH}`,
    },
  },
);
process.on('SIGINT', () => {}); // The terminal tells the child itself; we wait for its orderly end.
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
