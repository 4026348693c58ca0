/**
 * An error that a reader reports, without an account.
 *
 * Promise: what was typed is either kept, with a public reference, or given back whole with what is to be done about it;
 * the same report sent twice is one, and counts twice. The words are for the staff alone, the e-mail address is sealed and never shown, and
 * neither is in the journal. A sender who goes on and on is made to wait (see throttle.ts), by a hash of their address;
 * everybody is, while too many reports are open.
 */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { reader, write } from '../database.ts';
import { verbatim } from '../editorial/text.ts';
import { record } from '../journal.ts';
import { openReports } from '../limits.ts';
import { publishedFacts } from '../published/facts.ts';
import { WHOLE_PAGE } from '../published/reports.ts';
import { clock } from '../staff/clock.ts';
import { countReport, waitSentence } from '../staff/throttle.ts';
import { keyedHash, seal } from '../staff/vault.ts';
import type { FormProblem, Visitor } from '../staff/visitor.ts';
import { newStamp, readStamp } from './stamp.ts';

/**
 * `again`: the form is to be shown again with these problems, or none when it is only to be read over; `wait`: milliseconds,
 * for a 429 (this sender) or a 503 (everybody).
 */
export type Received =
  | { kind: 'received'; reference: string }
  | { kind: 'again'; status: Status; problems: FormProblem[]; stamp: string; wait: number }
  | { kind: 'nowhere' };

type Status = 200 | 400 | 429 | 503;

const UNFINISHED = 'Cette adresse électronique est incomplète : nom@exemple.fr. Vous pouvez aussi n’en donner aucune.';

const FULL =
  'Trop de signalements attendent une réponse : gardez votre texte, et renvoyez-le dans une heure ou un autre jour.';

const asked = z.strictObject({
  laureat: z.string().regex(/^[a-z0-9-]{1,100}$/),
  fait: z.string('Choisissez le fait en cause, ou la fiche entière.').max(150),
  texte: verbatim(2000).refine((text) => text !== '', 'Dites ce qui est inexact, et ce qu’il faudrait lire.'),
  document: verbatim(400),
  courriel: z
    .string()
    .trim()
    .max(254, 'Cette adresse est trop longue.')
    .refine((value) => value === '' || z.email().safeParse(value).success, UNFINISHED),
  // Nobody sees this field; what fills in every field of a page fills it in too.
  suite: z.literal('', 'Un champ caché de la page a été rempli, sans doute par votre navigateur : envoyez de nouveau.'),
  cachet: z.string().max(100).default(''),
});

type Asked = z.infer<typeof asked>;

const again = (status: Status, problems: FormProblem[], stamp: string, wait = 0): Received => {
  return { kind: 'again', status, problems, stamp, wait };
};

/** Takes a report, or says what must be done first. `fields` are those of the form, as they came. */
export async function receiveReport(visitor: Visitor, fields: Record<string, string>): Promise<Received> {
  const parsed = asked.safeParse(fields);
  const issues = parsed.error?.issues ?? [];
  if (issues.some(({ path }) => path.length === 0 || path[0] === 'laureat')) return { kind: 'nowhere' };
  const problems = issues.map(({ path, message }) => ({ path: String(path[0]), message }));
  if (!parsed.success) return again(400, problems, given(fields.cachet));
  const report = parsed.data;
  const about = await concerned(report);
  if (!about) return { kind: 'nowhere' };
  if (about.fact === undefined)
    return again(400, [{ path: 'fait', message: 'La page a changé : choisissez de nouveau le fait.' }], report.cachet);
  const worth = readStamp(report.cachet);
  if (worth === 'none') return again(200, [], newStamp());
  const soon = 'C’est allé trop vite : relisez ce que vous avez écrit, puis envoyez.';
  if (worth === 'too soon') return again(400, [{ path: '', message: soon }], report.cachet);
  return keep(visitor, report, about.entryId, about.fact);
}

/** A stamp that is worth something goes on; any other is left out, so that the form is read over. */
const given = (stamp = '') => (readStamp(stamp) === 'none' ? '' : stamp);

/** The live entry, and the label of the fact on its page; empty for the whole page, undefined when there is none. */
async function concerned({ laureat, fait }: Asked): Promise<{ entryId: string; fact: string | undefined } | null> {
  const row = await reader().laureate.findFirst({ where: { entry: { slug: laureat } } });
  if (!row) return null;
  const { entryId } = row;
  if (fait === WHOLE_PAGE) return { entryId, fact: '' };
  return { entryId, fact: (await publishedFacts(entryId)).find((one) => one.key === fait)?.label };
}

async function keep(visitor: Visitor, report: Asked, entryId: string, factLabel: string): Promise<Received> {
  // The same words under the same stamp are the same report: a form sent twice, a page loaded again.
  const id = keyedHash('report', JSON.stringify(report)).slice(0, 32);
  const { texte: text, document, courriel, fait } = report;
  const words = { text, document, email: courriel === '' ? null : seal(courriel, id) };
  const fact = { factKey: factLabel === '' ? '' : fait, factLabel };
  // In one transaction: sent twice at once, neither is before the other, and one of them finds the other’s row.
  return write(async (tx): Promise<Received> => {
    const wait = await countReport(tx, visitor.address);
    if (wait > 0) return again(429, [{ path: '', message: waitSentence(wait, 'signalements') }], report.cachet, wait);
    const known = await tx.report.findUnique({ where: { id } });
    if (known) return { kind: 'received', reference: known.reference };
    if ((await tx.report.count({ where: { state: 'open' } })) >= openReports.most)
      return again(503, [{ path: '', message: FULL }], report.cachet, openReports.retryAfter);
    const reference = newReference();
    const state = { state: 'open', answer: '', receivedAt: clock.now() };
    await tx.report.create({ data: { id, reference, entryId, ...fact, ...words, ...state } });
    const after = { reference, fact: factLabel };
    await record(tx, { id: 'anonymous', requestId: visitor.requestId }, { verb: 'receiveReport', entryId, after });
    return { kind: 'received', reference };
  });
}

/** Letters and figures that nobody takes for one another; eight of them are one in 850 thousand millions. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

function newReference(): string {
  return Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
