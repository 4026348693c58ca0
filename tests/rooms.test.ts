import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');

/** Every source file of these rooms, its name relative to the root. */
const filesOf = (rooms: string[], ending = /\.(tsx?|mjs)$/) =>
  rooms
    .flatMap((room) => readdirSync(path.join(root, room), { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile() && ending.test(one.name) && !one.parentPath.includes('generated'))
    .map((one) => path.relative(root, path.join(one.parentPath, one.name)))
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));

const files = filesOf(['app', 'components', 'server', 'prisma', 'bin']);

type Import = { from: string; to: string; typeOnly: boolean };

/** What each of them imports; relative to the root too, when it is ours. */
const imports: Import[] = files.flatMap(({ name, text }) =>
  [...text.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm)].map(
    (found) => {
      const target = found[2] ?? found[3] ?? '';
      const to = target.startsWith('.') ? path.join(path.dirname(name), target) : target;
      return { from: name, to, typeOnly: found[1] !== undefined };
    },
  ),
);

const faults = (from: RegExp, wrong: (one: Import) => boolean) =>
  imports.filter((one) => from.test(one.from) && wrong(one)).map((one) => `${one.from} → ${one.to}`);

test('the rooms are not empty and their imports are seen', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(imports.filter((one) => one.to.startsWith('server/published')).length).toBeGreaterThan(5);
});

test('the public doors know the window, their components and nothing else of the server', () => {
  const wrong = ({ to }: Import) => /^(server\/(?!published\/)|prisma|bin|tests)/.test(to) || to === 'next/headers';
  expect(faults(/^app\/(\(site\)\/|\.well-known\/|manifest|[^/]+$)/, wrong)).toEqual([]);
  const doors = files.filter(({ name }) => /^app\/[^/]+\//.test(name)).map(({ name }) => name.split('/')[1]);
  const others = ['(apercu)', 'api', 'connexion', 'redaction'];
  expect(new Set(doors)).toEqual(new Set(['(site)', '.well-known', 'manifest.webmanifest', ...others]));
});

test('what answers the public while it runs knows the counter where reports are taken, and nothing else', () => {
  expect(faults(/^app\/api\//, ({ to }) => !/^(next|server\/reports\/door\.ts)/.test(to))).toEqual([]);
});

test('what draws pictures knows itself and the limits', () => {
  expect(faults(/^server\/pictures\//, ({ to }) => /^(app|server\/(?!pictures\/|limits\.ts))/.test(to))).toEqual([]);
});

test('the doors of the back office never open the store themselves, nor know another section’s files', () => {
  const wrong = ({ to }: Import) => /^(server\/(database|connection)|prisma|bin|tests)/.test(to);
  expect(faults(/^app\/(redaction|connexion|\(apercu\))\//, wrong)).toEqual([]);
  const section = (name: string) => /^app\/redaction\/([^/]+)\//.exec(name)?.[1];
  const elsewhere = ({ from, to }: Import) => section(to) !== undefined && section(to) !== section(from);
  expect(faults(/^app\/redaction\/[^/]+\//, elsewhere)).toEqual([]);
});

test('actions are thin: no Prisma, no React, ten lines at most', () => {
  expect(faults(/\/actions\.ts$/, ({ to }) => /^(prisma|react)(\/|$)/.test(to))).toEqual([]);
  const long = files
    .filter(({ name }) => name.endsWith('actions.ts'))
    .flatMap(({ name, text }) =>
      [...text.matchAll(/^export async function (\w+)[\s\S]*?^\}/gm)]
        .filter(([body]) => body.split('\n').length > 12)
        .map(([, called]) => `${name} ${called}`),
    );
  expect(long).toEqual([]);
});

test('no client component stands on the public side', () => {
  const client = files.filter(({ text }) => /^['"]use client['"]/m.test(text)).map(({ name }) => name);
  expect(client.filter((name) => !name.startsWith('components/redaction/'))).toEqual([]);
});

test('components take props: no door, no value of the server', () => {
  const wrong = ({ to, typeOnly }: Import) => /^(app|prisma|bin)\//.test(to) || (to.startsWith('server/') && !typeOnly);
  expect(faults(/^components\//, wrong)).toEqual([]);
  expect(faults(/^components\/ui\//, ({ to }) => /^components\/(?!ui\/)/.test(to))).toEqual([]);
});

test('the server knows neither doors, nor components, nor React', () => {
  const wrong = ({ to }: Import) => /^(app|components|bin|tests)\//.test(to) || /^(react|react-dom)(\/|$)/.test(to);
  expect(faults(/^server\//, wrong)).toEqual([]);
});

test('only server/connection.ts makes a Prisma client', () => {
  const wrong = ({ to, typeOnly }: Import) =>
    !typeOnly && /^prisma\/generated|^@prisma\/client|better-sqlite3/.test(to);
  const allowed = /^(server\/connection\.ts|prisma\/)/;
  expect(faults(/^(app|components|server|bin)\//, (one) => !allowed.test(one.from) && wrong(one))).toEqual([]);
});

test('the window and the bakery read what is online, never revisions but those that a public version names', () => {
  const reading = files.filter(({ name }) => /^server\/(published|bakery)\//.test(name));
  const naming = reading.filter(({ text }) => /\.revision\b|\brevisions\b/.test(text)).map(({ name }) => name);
  expect(naming.sort()).toEqual(['server/published/then.ts', 'server/published/versions.ts']);
  const journal = reading.filter(({ text }) => /journalLine/.test(text)).map(({ name }) => name);
  expect(journal).toEqual(['server/published/absences.ts']); // Of withdrawals, what their public address said.
  const asking = /(reader\(\)|tx)\.revision\b|\brevisions\s*:/;
  expect(reading.filter(({ text }) => asking.test(text)).map(({ name }) => name)).toEqual([]);
});

test('no cycle among our own files', () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: string[]) => {
    if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    else if (!done.has(file)) {
      for (const one of next.get(file) ?? []) visit(one, [...trail, file]);
      done.add(file);
    }
  };
  for (const file of next.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test('files keep to 200 lines, and no drawer is called utils, helpers, types, common', () => {
  const sheets = filesOf(['app', 'components'], /\.css$/);
  expect(sheets.length).toBeGreaterThan(20);
  const lines = [...files, ...sheets, ...filesOf(['tests'])].map(({ name, text }) => ({
    name,
    lines: text.split('\n').length - 1,
  }));
  expect(lines.filter((one) => one.lines > 200)).toEqual([]);
  const drawer = /(^|\/)(utils?|helpers?|types|common|misc|constants|index)(\/|\.tsx?$)/;
  expect(files.map(({ name }) => name).filter((name) => drawer.test(name))).toEqual([]);
});
