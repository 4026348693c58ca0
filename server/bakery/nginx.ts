/**
 * What nginx must know of a build to answer as the front does, written beside its public folder.
 *
 * Promise: with `nginx/maps.conf` (in `http`) and `nginx/server.conf` (in `server`), see deploy/nginx.conf, an address of
 * the manifest gets from nginx the status, type, location and headers that the front gives it: both come from
 * `entryHeaders`. An address baked after nginx last read them is served from its file, with the headers most files of its
 * extension have. The text depends on addresses and headers only, not on what pages say, so most publications leave it
 * as it was.
 */
import path from 'node:path';
import { commonHeaders, entryHeaders, type Telling } from '../front/headers.ts';
import { refusalWords, sentences } from '../front/sentences.ts';
import type { ManifestEntry } from './manifest.ts';
import { map, type Pair, quoted } from './nginx-words.ts';

/** Of a build: its entries, the page of unknown addresses, and what its answers have in common. */
export type Told = { entries: Map<string, ManifestEntry>; notFound: ManifestEntry | undefined; secure: boolean };

/** What nginx says by itself, of the file it opens. */
const own = new Set(['content-type', 'content-length', 'content-encoding', 'etag', 'location']);

function pairsOf(flat: readonly string[]): Pair[] {
  const pairs = flat.flatMap((name, at): Pair[] => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : []));
  return pairs.filter(([name]) => !own.has(name.toLowerCase()));
}

/** The extension of an address; that of a page is not written. */
const extensionOf = (address: string) => /\.([a-z0-9]+)$/.exec(address)?.[1] ?? 'html';

/** For each extension, what most of its files have. */
function usual(standing: [string, ManifestEntry][], of: (entry: ManifestEntry) => string): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [address, entry] of standing) {
    const extension = extensionOf(address);
    const found = counts.get(extension) ?? new Map<string, number>();
    counts.set(extension, found.set(of(entry), (found.get(of(entry)) ?? 0) + 1));
  }
  const most = (found: Map<string, number>) => [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
  return new Map([...counts].map(([extension, found]) => [extension, most(found) ?? '']));
}

const standingOf = ({ entries }: Told) => [...entries].filter(([, { status }]) => status === 200);

// The headers of an entry as text, so that a bake of one page does not work out those of five thousand others.
const texts = new WeakMap<ManifestEntry, { telling: string; text: string }>();

function textOf(entry: ManifestEntry, telling: Telling): string {
  const key = JSON.stringify(telling);
  let known = texts.get(entry);
  if (known?.telling !== key) {
    known = { telling: key, text: JSON.stringify(pairsOf(entryHeaders(entry, 'identity', 0, telling))) };
    texts.set(entry, known);
  }
  return known.text;
}

/** Sets of headers under numbers; the same headers are the same set. */
class Sets {
  readonly #numbers = new Map<string, string>();
  readonly #telling: Telling;

  constructor({ secure }: Told) {
    this.#telling = { secure };
  }

  number(flat: readonly string[]): string {
    return this.#numberOf(JSON.stringify(pairsOf(flat)));
  }

  #numberOf(key: string): string {
    const found = this.#numbers.get(key) ?? String(this.#numbers.size + 1);
    this.#numbers.set(key, found);
    return found;
  }

  of(entry: ManifestEntry): string {
    return this.#numberOf(textOf(entry, this.#telling));
  }

  /** For each header, its value in each set that has it. */
  byHeader(): Map<string, Pair[]> {
    const headers = new Map<string, Pair[]>();
    for (const [key, set] of this.#numbers) {
      for (const [name, value] of JSON.parse(key) as Pair[])
        headers.set(name, [...(headers.get(name) ?? []), [set, quoted(value)]]);
    }
    return headers;
  }
}

const variable = (header: string) => header.toLowerCase().replaceAll('-', '_');

/** Which answer has which set of headers: its address’s own, or that of most files of its extension. */
function setMaps(about: Told, sets: Sets): string {
  const { entries, notFound, secure } = about;
  const refusal = sets.number(['Cache-Control', 'no-store', ...commonHeaders(secure)]);
  const redirect = sets.number(['Cache-Control', 'no-cache', ...commonHeaders(secure)]);
  const most = usual(standingOf(about), (entry) => sets.of(entry));
  const different = [...entries].filter(
    ([address, entry]) => ![301, 404].includes(entry.status) && sets.of(entry) !== most.get(extensionOf(address)),
  );
  const known = different.map(([address, entry]): Pair => [quoted(address), sets.of(entry)]);
  const others = [...most].map(([extension, set]): Pair => [`"~\\.${extension}$"`, set]);
  const byStatus: Pair[] = [
    ...['200', '304', '410'].map((status): Pair => [status, '$palmares_known']),
    ...['301', '302', '308'].map((status): Pair => [status, redirect]),
    ['404', notFound ? sets.of(notFound) : refusal],
  ];
  return (
    map('$palmares_path', 'known', [...known, ...others], most.get('html') ?? refusal) +
    map('$status', 'set', byStatus, refusal)
  );
}

/** What stands in `http`: where moved addresses lead, which are withdrawn, which headers each answer has. */
function mapsFile(about: Told, sets: Sets): string {
  const having = (wanted: number, value: (entry: ManifestEntry) => string) =>
    [...about.entries].flatMap(([address, entry]): Pair[] =>
      entry.status === wanted ? [[quoted(address), value(entry)]] : [],
    );
  return [
    map(
      '$palmares_canonical',
      'moved',
      having(301, ({ location }) => quoted(location ?? '')),
    ),
    map(
      '$palmares_canonical',
      'gone',
      having(410, () => '1'),
    ),
    setMaps(about, sets),
    ...[...sets.byHeader()].map(([name, values]) => map('$palmares_set', variable(name), values)),
  ].join('');
}

/** What stands in `server`: the headers, the media type of each extension and those of files that have another. */
function serverFile(about: Told, sets: Sets): string {
  const standing = standingOf(about);
  const types = usual(standing, ({ type }) => type);
  const odd = standing.filter(([address, { type }]) => type !== types.get(extensionOf(address)));
  // Files of one name in many folders have one type, such as `citation.json`; one at the top costs the others no look at
  // a pattern.
  const named = new Map(odd.map(([address, { type }]) => [path.posix.basename(address), type]));
  const placeOf = (name: string) => {
    const below = odd.some(([address]) => address.endsWith(`/${name}`) && address !== `/${name}`);
    return below ? `~ "/${name.replace(/\./g, '\\.')}$"` : `= ${quoted(`/${name}`)}`;
  };
  return [
    ...[...sets.byHeader().keys()].map((name) => `add_header ${name} $palmares_${variable(name)} always;\n`),
    `types {\n${[...types].map(([extension, type]) => `  ${quoted(type)} ${extension};\n`).join('')}}\n`,
    ...[...named].map(
      ([name, type]) =>
        `location ${placeOf(name)} {\n  types { }\n  default_type ${quoted(type)};\n  if ($request_method !~ "^(GET|HEAD)$") {\n    return 405;\n  }\n  try_files $palmares_file @absent;\n}\n`,
    ),
  ].join('');
}

/** All that nginx is told of an entry. */
const tellingOf = (entry: ManifestEntry, secure: boolean) =>
  [entry.status, entry.type, entry.location, textOf(entry, { secure })].join(' ');

function alike(now: Told, before: Told): boolean {
  const same = (a: ManifestEntry | undefined, b: ManifestEntry | undefined) =>
    a === b || (a && b && tellingOf(a, now.secure) === tellingOf(b, now.secure));
  if (now.secure !== before.secure || now.entries.size !== before.entries.size) return false;
  if (!same(now.notFound, before.notFound)) return false;
  return [...now.entries].every(([address, entry]) => same(entry, before.entries.get(address)));
}

// Most publications change no more than words: of five hundred laureates the same files took thirty milliseconds.
let last: { about: Told; files: Record<string, string> } | undefined;

/** The files for nginx, by their name in the folder of the build; the same entries give the same text. */
export function nginxFiles(about: Told): Record<string, string> {
  const files = last && alike(about, last.about) ? last.files : filesAnew(about);
  last = { about, files };
  return files;
}

function filesAnew(about: Told): Record<string, string> {
  const sorted = { ...about, entries: new Map([...about.entries].sort(([a], [b]) => (a < b ? -1 : 1))) };
  const sets = new Sets(sorted);
  const refusals = Object.entries(sentences).map(([status, words]) => [
    `nginx/~refus/${status}.txt`,
    refusalWords(words, '{reference}'),
  ]);
  return {
    'nginx/maps.conf': mapsFile(sorted, sets),
    'nginx/server.conf': serverFile(sorted, sets),
    ...Object.fromEntries(refusals),
  };
}
