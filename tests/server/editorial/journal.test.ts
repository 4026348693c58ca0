import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { write } from '../../../server/database.ts';
import { journalCsv, readJournal } from '../../../server/editorial/journal-reading.ts';
import { actName, valuesOf } from '../../../server/editorial/journal-words.ts';
import { allowed } from '../../../server/editorial/permissions.ts';
import { setReviewDate } from '../../../server/editorial/reviews.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { bin, takeBack } from '../../../server/editorial/wastebasket.ts';
import { record } from '../../../server/journal.ts';
import * as cast from '../../cast.ts';

const { aminata, camille, pascale } = cast;
const server = path.join(import.meta.dirname, '../../../server');

/** The files that write in the journal. */
const recording = readdirSync(server, { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile() && one.name.endsWith('.ts'))
  .map((one) => readFileSync(path.join(one.parentPath, one.name), 'utf8'))
  .filter((text) => /from '[./]+journal\.ts'/.test(text));

const found = (pattern: RegExp) => [
  ...new Set(recording.flatMap((text) => [...text.matchAll(pattern)].map(([, one = '']) => one))),
];

const around = { kind: undefined, nameOf: (id: string) => id };

test('every act that the code records has a French name, and its refusal too', () => {
  const verbs = found(/verb: '([\w:]+)'/g);
  expect(verbs.length).toBeGreaterThan(25);
  const links = ['accept:invitation', 'accept:reset'];
  const refusals = [...Object.keys(allowed), 'Forbidden', 'ProofNeeded', 'SessionOver'].map(
    (verb) => `refused:${verb}`,
  );
  for (const verb of [...verbs, ...links, ...refusals]) {
    const [, refused] = /^refused:(.+)/.exec(verb) ?? [];
    expect(actName(verb), verb).not.toBe(refused === undefined ? verb : `refusé\u00a0: ${refused}`);
    expect(actName(verb).startsWith('refusé\u00a0: '), verb).toBe(refused !== undefined);
  }
});

test('every value that the code records has a French name', () => {
  const objects = found(/\b(?:before|after)(?: =|:)(?: [^{};\n]*\?)? \{([^}]*)\}/g);
  const keys = new Set(objects.flatMap((text) => [...text.matchAll(/(?:^|,)\s*(\w+)/g)].map(([, key = '']) => key)));
  expect(keys.size).toBeGreaterThan(15);
  const same = ['note', 'publication', 'version', 'mention', 'revision', 'fields', 'role'];
  for (const key of keys) {
    const [said] = valuesOf(JSON.stringify({ [key]: 'x' }), around);
    if (!same.includes(key)) expect(said?.name, key).not.toBe(key);
  }
});

test.each([
  ['{"role":"publisher"}', 'rôle', 'Éditeur'],
  ['{"state":"declined"}', 'suite', 'non retenu'],
  ['{"kind":"category"}', 'sorte', 'thème'],
  ['{"by":"backupCode"}', 'par', 'code de secours'],
  ['{"mistake":true}', 'publié par erreur', 'oui'],
  ['{"reviewBy":"2099-03-31"}', 'à relire avant le', '31 mars 2099'],
])('%s is said in French', (text, name, value) => {
  expect(valuesOf(text, around)).toEqual([{ name, value }]);
});

test('what is empty is not said, and a value without a name keeps its key', () => {
  expect(valuesOf('{"note":"","minor":false,"mention":null}', around)).toEqual([]);
  expect(valuesOf('', around)).toEqual([]);
  expect(valuesOf('{"new":1}', around)).toEqual([{ name: 'new', value: '1' }]);
});

let close: () => Promise<void>;
let entryId: string;
let words: ReturnType<typeof cast.laureate>;

async function newsroom() {
  await cast.hired();
  const around = await cast.surroundings();
  return { entryId: await cast.written('laureate', 'la-roue', cast.laureate('La Roue', around)), around };
}

beforeEach(async () => {
  const store = await cast.furnishedStore(newsroom);
  close = store.close;
  entryId = store.around.entryId;
  words = cast.laureate('La Roue', store.around.around);
});
afterEach(() => close());

test('the table and the page say the same, in French: acts, fields, people, days', async () => {
  await saveDraft(camille, { entryId, from: 1, content: { ...words, plain: 'Une roue.' }, note: 'Plus court' });
  await setReviewDate(camille, { entryId, reviewBy: '2099-03-31' });
  await bin(camille, { entryId, from: 2 });
  await takeBack(camille, { entryId });
  const after = { accountId: pascale.id, role: 'publisher' };
  await write((tx) => record(tx, aminata, { verb: 'changeRole', before: { role: 'contributor' }, after }));
  const { lines } = await readJournal(aminata, {});
  const [role, back] = lines;
  expect(role).toMatchObject({ act: 'change un rôle', before: [{ name: 'rôle', value: 'Contributeur' }] });
  expect(role?.after).toContainEqual({ name: 'compte', value: 'Pascale' });
  expect(back).toMatchObject({ by: 'Camille', act: 'sort de la corbeille', entry: 'La Roue' });
  const table = await journalCsv(aminata, {});
  const [head, ...rows] = table.trimEnd().split('\r\n');
  expect(head).toBe('\uFEFF"Date (UTC)";"Personne";"Action";"Fiche";"Avant";"Après";"Requête"');
  expect(rows).toHaveLength(lines.length);
  expect(table).toContain(
    '"enregistre un brouillon";"La Roue";"révision\u00a0: 1";"révision\u00a0: 2 ; champs\u00a0: En clair',
  );
  expect(table).toContain('"fixe une date de relecture";"La Roue";"";"à relire avant le\u00a0: 31 mars 2099"');
  expect(table).not.toMatch(/saveDraft|reviewBy|accountId|publisher|[{}]/);
});
