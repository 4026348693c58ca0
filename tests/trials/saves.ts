/** Fifty people save the same entry at once, from the same revision, some of them the same field. */
import { randomBytes } from 'node:crypto';
import { reader } from '../../server/database.ts';
import { openForm, sendByScript } from '../bench/posting.ts';
import { laureates, signedIn } from './desk.ts';
import { opened, origin } from './house.ts';
import { inMs, type Trial } from './trial.ts';

const people = 50;
const fields = ['plain', 'tagline', 'summary', 'account'];

type Sent = { field: string; words: string; status: number; text: string; took: number };

async function round(entryId: string, token: string): Promise<Sent[]> {
  const form = await openForm(origin(), `/redaction/laureats/${entryId}`, token);
  const sending = Array.from({ length: people }, async (_, at): Promise<Sent> => {
    const field = fields[at % fields.length] ?? '';
    const words = `Épreuve ${randomBytes(8).toString('hex')}.`;
    const answer = await sendByScript({ ...form, fields: [...form.fields] }, { [field]: words });
    return { field, words, ...answer };
  });
  return Promise.all(sending);
}

const landed = (one: Sent) => /"saved":\{"number":\d+,"unchanged":false/.test(one.text);

/** What does not hold once all were answered. */
function faults(sent: Sent[], content: Record<string, unknown>, revisions: number, lines: number): string[] {
  const saves = sent.filter(landed);
  const found: string[] = [];
  for (const one of sent) {
    const conflict = one.text.includes('"conflict":{') && one.text.includes(one.words);
    if (one.status !== 200) found.push(`répondu ${one.status}`);
    else if (!landed(one) && !conflict) found.push(`ni enregistré, ni en conflit : ${one.text.slice(0, 200)}`);
    if (landed(one) && content[one.field] !== one.words) found.push(`confirmé et perdu : ${one.field}, ${one.words}`);
  }
  if (saves.length !== revisions) found.push(`${saves.length} enregistrements confirmés, ${revisions} révisions`);
  if (saves.length !== lines) found.push(`${saves.length} enregistrements confirmés, ${lines} lignes au journal`);
  if (saves.length === 0) found.push('personne n’a pu enregistrer');
  return found;
}

export const trial: Trial = async (rounds, tell) => {
  const [{ id: entryId } = { id: '' }] = await laureates(1);
  const token = await signedIn('Alix', 'contributor');
  const house = await opened();
  const failures: string[] = [];
  let [slowest, saves] = [0, 0];
  const count = async () => [
    await reader().revision.count({ where: { entryId } }),
    await reader().journalLine.count({ where: { entryId, verb: 'saveDraft' } }),
  ];
  for (let number = 1; number <= rounds; number += 1) {
    const [revisions = 0, lines = 0] = await count();
    const sent = await round(entryId, token);
    const [revisionsNow = 0, linesNow = 0] = await count();
    const last = await reader().revision.findFirstOrThrow({ where: { entryId }, orderBy: { number: 'desc' } });
    const wrong = faults(sent, Object(last.content), revisionsNow - revisions, linesNow - lines);
    failures.push(...wrong.map((one) => `tour ${number} : ${one}`));
    slowest = Math.max(slowest, ...sent.map((one) => one.took));
    saves += sent.filter(landed).length;
    tell(`${number} sur ${rounds}, ${saves} enregistrés, ${number * people - saves} en conflit`);
  }
  await house.stop();
  const worst = `${inMs(slowest)} pour une réponse ; ${saves} enregistrés, ${rounds * people - saves} en conflit`;
  return { times: rounds, failures, worst };
};
