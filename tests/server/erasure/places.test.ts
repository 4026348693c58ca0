import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { places } from '../../../server/erasure/places.ts';

/** Columns of text that hold no words of anybody: ids, kinds, addresses, hashes; and who somebody is, which « Équipe » keeps. */
const wordless = [
  ...['Entry.kind', 'Entry.slug', 'Revision.authorId', 'Publication.actorId', 'Version.slug'],
  ...['Redirect.kind', 'Redirect.slug', 'Throttle.key', 'Erasure.actorId'],
  ...['Account.email', 'Account.name', 'Account.role', 'Account.passwordHash', 'Account.totpSecret'],
  ...['BackupCode.codeHash', 'Session.tokenHash', 'Session.device', 'OneTimeLink.tokenHash', 'OneTimeLink.purpose'],
  ...['JournalLine.actorId', 'JournalLine.entryId', 'JournalLine.verb', 'JournalLine.requestId'],
  ...['Report.reference', 'Report.factKey', 'Report.email', 'Report.state'],
  ...['ErasedRow.tableName', 'ErasedRow.rowId', 'ErasedRow.fields'],
];

/** The live rows, which publication and erasing write from a revision. */
const derived = /^(Edition|Award|Category|Criterion|Laureate|Source|Page|Setting|Fact|Claim)\./;

const schema = readFileSync(path.join(import.meta.dirname, '../../../prisma/schema.prisma'), 'utf8');

/** Every column of text but ids and references: « Report.text ». */
const columns = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].flatMap(([, model, body = '']) => {
  const references = [...body.matchAll(/fields: \[([^\]]+)\]/g)].flatMap(([, names = '']) => names.split(', '));
  const texts = [...body.matchAll(/^ {2}(\w+) +(?:String|Json)\??(?: |$)/gm)].map(([, name = '']) => name);
  return texts.filter((one) => one !== 'id' && !references.includes(one)).map((one) => `${model}.${one}`);
});

test('every column of text is searched, or known to hold nobody’s words', () => {
  const searched = places.flatMap(({ table, json, text }) => [...json, ...text].map((one) => `${table}.${one}`));
  const stated = [...searched, ...wordless];
  expect(columns.filter((one) => !derived.test(one) && !stated.includes(one))).toEqual([]);
  expect(stated.filter((one) => !columns.includes(one))).toEqual([]);
});
