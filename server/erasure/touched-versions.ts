/**
 * The public versions whose page an erasure changes.
 *
 * Promise: those whose own words or note are touched, and those of laureates that show touched words of an entry they
 * name, as it was then (server/published/then.ts); none else, since the page of a version changes for nothing else.
 */
import type { Transaction } from '../database.ts';
import { referencesIn } from '../editorial/differences.ts';
import type { Json } from '../editorial/json.ts';
import { shownThen } from '../published/then.ts';
import type { FoundRow } from './finding.ts';

/** Entries whose words stand around every page: any of these fields touched touches every version. */
const around: Record<string, readonly string[]> = { setting: ['name', 'subtitle'], page: ['title'] };

const topOf = (path: string) => path.split('.')[0] ?? '';

/** Whether one of these fields of a content is touched. */
const touches = ({ hits }: FoundRow, fields: readonly string[] = []) =>
  hits.some(({ column, path }) => column === 'content' && fields.includes(topOf(path)));

const tableOf = (rows: FoundRow[], table: string) => rows.filter((one) => one.place.table === table);

/** The ids of the versions concerned. */
export async function touchedVersions(tx: Transaction, rows: FoundRow[]): Promise<string[]> {
  const contents = tableOf(rows, 'Revision').filter(({ hits }) => hits.some((one) => one.column === 'content'));
  const revisionIds = contents.map(({ row }) => row.id);
  const noted = tableOf(rows, 'Version').map(({ row }) => row.id);
  const own = await tx.version.findMany({
    where: { OR: [{ revisionId: { in: revisionIds } }, { id: { in: noted } }] },
    select: { id: true, revisionId: true },
  });
  const published = new Set(own.map((one) => one.revisionId));
  const shown = contents.filter(({ row }) => published.has(row.id));
  const everywhere = shown.some((one) => touches(one, around[one.kind ?? '']));
  const named = shown.filter((one) => touches(one, shownThen[one.kind ?? '']));
  const naming = everywhere || named.length > 0 ? await namingVersions(tx, everywhere ? 'all' : named) : [];
  return [...new Set([...own.map((one) => one.id), ...naming])];
}

/** The versions of laureates that show one of these contents, or all of them. */
async function namingVersions(tx: Transaction, named: FoundRow[] | 'all'): Promise<string[]> {
  const versions = await tx.version.findMany({
    where: { entry: { kind: 'laureate' } },
    include: { revision: { select: { content: true } } },
  });
  if (named === 'all') return versions.map((one) => one.id);
  const asOf = await standingThen(tx, named);
  return versions
    .filter(({ publicationNumber, revision }) => {
      const references = new Set(referencesIn('laureate', revision.content as Json));
      // Every criterion there was is listed, met or not.
      return named.some(({ row, kind }) => {
        return (kind === 'criterion' || references.has(row.entryId)) && asOf(row, publicationNumber);
      });
    })
    .map((one) => one.id);
}

/** Tells whether a revision was what its entry last said at that publication. */
async function standingThen(tx: Transaction, named: FoundRow[]) {
  const found = await tx.version.findMany({
    where: { entryId: { in: named.map(({ row }) => row.entryId) } },
    orderBy: { number: 'desc' },
  });
  return (row: { id: string; entryId: string }, at: number) =>
    found.find((one) => one.entryId === row.entryId && one.publicationNumber <= at)?.revisionId === row.id;
}
