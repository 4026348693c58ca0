/** What the project is built of: no version with a known fault, and a bill of materials that names everything. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { connect, rows } from '../../prisma/engine.ts';
import { safeNode } from '../../server/upkeep/examining/machine.ts';
import { longTest } from '../effort.ts';

const root = path.join(import.meta.dirname, '..', '..');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

const version = z.string().regex(/^\d+\.\d+\.\d+$/);
const fault = z.strictObject({
  advisories: z.array(z.string().regex(/^(GHSA(-[a-z0-9]{4}){3}|CVE-\d{4}-\d{4,6})$/)).min(1),
  fault: z.string().min(20),
  source: z.url({ protocol: /^https$/ }),
});
const known = fault.extend({ least: version });
/** `awaited`: the safe version cannot be had from the registry; the one installed meanwhile, and what is done about it. */
const awaited = z.strictObject({ installed: version, why: z.string().min(20) });
const { packages, sqlite, unfixed, nothingFound } = z
  .strictObject({
    read: z.iso.date(),
    packages: z.array(known.extend({ name: z.string(), awaited: awaited.optional() })).min(1),
    sqlite: known,
    /** No version is safe yet: the last one known to have the fault, and why it does no harm here. */
    unfixed: z.array(fault.extend({ name: z.string(), through: version })),
    nothingFound: z.array(z.string()),
  })
  .parse(read('tests/dependencies/safe-versions.json'));

/** Every package of the lock file, however deep, by its path below node_modules. */
const locked = Object.entries(
  z
    .looseObject({
      packages: z.record(z.string(), z.looseObject({ version: z.string(), name: z.string().optional() })),
    })
    .parse(read('package-lock.json')).packages,
)
  .filter(([where]) => where !== '')
  .map(([where, one]) => ({
    where,
    name: one.name ?? where.split('node_modules/').at(-1) ?? '',
    version: one.version,
  }));

const copiesOf = (name: string) => locked.filter((one) => one.name === name);

/** Below zero when `one` comes before `other`; a version before a release comes before the release. */
function compare(one: string, other: string): number {
  const parts = (text: string) => (text.split('-')[0] ?? '').split('.').map(Number);
  const [first, second] = [parts(one), parts(other)];
  const at = first.findIndex((part, index) => part !== second[index]);
  return at === -1 ? Number(other.includes('-')) - Number(one.includes('-')) : (first[at] ?? 0) - (second[at] ?? 0);
}

test.each([
  ['8.0.2', '8.0.3', -1],
  ['8.0.10', '8.0.9', 1],
  ['9.0.0', '8.9.9', 1],
  ['8.0.3', '8.0.3', 0],
  ['8.0.3-rc.1', '8.0.3', -1],
])('%s compared with %s', (one, other, sign) => {
  expect(Math.sign(compare(one, other))).toBe(sign);
});

test.each(packages)('every copy of $name is $least or later', ({ name, least, awaited: meanwhile }) => {
  const copies = copiesOf(name);
  expect(copies, `${name} is no longer installed: take it off the list`).not.toEqual([]);
  const older = copies.filter((one) => compare(one.version, least) < 0).map((one) => one.version);
  expect(older).toEqual(meanwhile ? [meanwhile.installed] : []);
});

test.each(unfixed)('$name is still at the version whose fault is described', ({ name, through }) => {
  const newer = copiesOf(name).filter((one) => compare(one.version, through) > 0);
  expect(newer, `read again what ${name} mends`).toEqual([]);
  expect(copiesOf(name)).not.toEqual([]);
});

test('the doctor asks for the version of Node that this list asks for', () => {
  expect(safeNode).toBe(packages.find(({ name }) => name === 'node')?.least);
});

test('SQLite itself is a version without known faults', async () => {
  const connection = await connect(':memory:', { create: true });
  const [[found] = []] = await rows(connection, 'SELECT sqlite_version()');
  await connection.dispose();
  expect(compare(String(found), sqlite.least), String(found)).toBeGreaterThanOrEqual(0);
});

test('a package is listed once, as having a known fault or none', () => {
  const names = [...packages, ...unfixed].map((one) => one.name).concat(nothingFound);
  expect(new Set(names).size).toBe(names.length);
  for (const name of nothingFound) expect(copiesOf(name), name).not.toEqual([]);
});

test('every version is exact, in package.json and in the lock file', () => {
  const ours = z
    .looseObject({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
      overrides: z.record(z.string(), z.string()),
    })
    .parse(read('package.json'));
  const asked = Object.entries({ ...ours.dependencies, ...ours.devDependencies, ...ours.overrides });
  expect(asked.length).toBeGreaterThan(40);
  for (const [name, wanted] of asked) expect(wanted, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  for (const [name, wanted] of Object.entries(ours.overrides)) {
    expect(
      copiesOf(name).map((one) => one.version),
      name,
    ).toEqual([wanted]);
  }
});

const bill = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().regex(/^1\.[5-9]$/),
  metadata: z.looseObject({ component: z.looseObject({ name: z.literal('palmares') }) }),
  components: z.array(
    z.looseObject({ name: z.string(), version: z.string(), purl: z.string().startsWith('pkg:npm/') }),
  ),
});

longTest('the bill of materials names every package of the lock file, in its version', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'palmares-sbom-'));
  try {
    const file = path.join(folder, 'sbom.cdx.json');
    const made = spawnSync(process.execPath, [path.join(root, 'bin', 'sbom.ts'), file], { encoding: 'utf8' });
    expect(made.status, made.stderr).toBe(0);
    const { components } = bill.parse(JSON.parse(readFileSync(file, 'utf8')));
    const named = new Set(components.map((one) => `${one.name}@${one.version}`));
    expect(locked.map((one) => `${one.name}@${one.version}`).filter((one) => !named.has(one))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
