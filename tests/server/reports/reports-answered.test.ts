import { expect, test } from 'vitest';
import { reader } from '../../../server/database.ts';
import { Missing } from '../../../server/editorial/demand.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import { findReport, reportPages } from '../../../server/published/reports.ts';
import { answerReport, eraseAddresses, openReports, readReport } from '../../../server/reports/answering.ts';
import { clock, days, minutes } from '../../../server/staff/clock.ts';
import { aminata, camille, pascale } from '../../cast.ts';
import { later } from '../staff/staff.ts';
import { laureatesOnline, reported, rowOf } from './reporting.ts';

laureatesOnline();

test('who may not answer is refused; who answers makes it public, dated, and may put it right', async () => {
  const reference = await reported({ texte: 'Le four est froid.' });
  const { id } = await rowOf(reference);
  const good = { from: '', state: 'accepted', answer: "C'est corrigé : le four est chaud." };
  await expect(answerReport(camille, id, good)).rejects.toThrow(Forbidden);
  await expect(answerReport(pascale, 'nul', good)).rejects.toThrow(Missing);
  expect(await answerReport(pascale, id, { ...good, answer: ' ' })).toMatchObject({ problems: [{ path: 'answer' }] });
  expect(await answerReport(pascale, id, { ...good, state: '' })).toMatchObject({ problems: [{ path: 'state' }] });
  expect(await findReport(reference)).toMatchObject({ state: 'open', answer: '' });
  expect(await answerReport(pascale, id, good)).toMatchObject({ ok: true, reference });
  const told = await findReport(reference);
  expect(told).toMatchObject({ state: 'accepted', answer: 'C’est corrigé\u00a0: le four est chaud.' });
  expect(told?.answeredAt).toEqual(clock.now());
  // Somebody whose form is older than the answer does not overwrite it.
  expect(await answerReport(aminata, id, { ...good, answer: 'Non.' })).toMatchObject({ ok: false });
  const from = told?.answeredAt?.toISOString() ?? '';
  expect(await answerReport(aminata, id, { ...good, from, state: 'declined' })).toMatchObject({ ok: true });
  const verbs = await reader().journalLine.findMany({ where: { verb: 'answerReport' }, orderBy: { at: 'asc' } });
  expect(verbs.map(({ actorId }) => actorId)).toEqual(['pascale', 'aminata']);
  expect((await reader().journalLine.findMany({ where: { verb: 'refused:answerReport' } })).length).toBe(1);
});

test('the oldest comes first, and is late after a week', async () => {
  const reference = await reported({ texte: 'Vieille erreur.' });
  const { id } = await rowOf(reference);
  expect(await readReport(camille, id)).toMatchObject({ overdue: false, text: 'Vieille erreur.', toBeSent: false });
  later(days(7) + 1);
  const queue = await openReports(camille);
  expect(queue.map((one) => one.receivedAt.getTime())).toEqual(
    queue.map((one) => one.receivedAt.getTime()).sort((a, b) => a - b),
  );
  expect(await readReport(camille, id)).toMatchObject({ overdue: true });
});

test('an address is erased after its answer, and after ninety days whatever happens', async () => {
  const kept = await reported({ courriel: 'a@exemple.fr', texte: 'A' });
  later(days(80));
  const newer = await reported({ courriel: 'b@exemple.fr', texte: 'B' });
  const sent = await reported({ courriel: 'c@exemple.fr', texte: 'C' });
  later(days(11));
  await eraseAddresses();
  expect((await rowOf(kept)).email).toBeNull();
  expect((await rowOf(newer)).email).not.toBeNull();
  await eraseAddresses((await rowOf(sent)).id);
  expect((await rowOf(sent)).email).toBeNull();
  expect((await rowOf(newer)).email).not.toBeNull();
});

test('when the page a report is about is withdrawn, its report names neither it nor the fact', async () => {
  const reference = await reported({ laureat: 'la-meule', fait: 'creation' });
  expect(JSON.stringify(await findReport(reference))).toContain('La Meule');
  const { entryId: id } = await rowOf(reference);
  expect(await withdraw(pascale, { entryId: id, version: 1, mistake: true })).toMatchObject({ ok: true });
  expect(await findReport(reference)).toMatchObject({ about: null });
  expect(JSON.stringify(await findReport(reference))).not.toMatch(/Meule|meule|creation/i);
});

test('after a crash, the pages of what was received or answered since the last bake are known', async () => {
  const older = await reported({ texte: 'Avant la cuisson.' });
  const answeredLater = await reported({ texte: 'Répondu après.' });
  later(minutes(10));
  const baked = clock.now();
  later(minutes(1));
  const newer = await reported({ texte: 'Après la cuisson.' });
  const { id } = await rowOf(answeredLater);
  const answer = { from: '', state: 'closed', answer: 'Déjà signalé.' };
  expect(await answerReport(pascale, id, answer)).toMatchObject({ ok: true });
  const missed = await reportPages(baked);
  expect([...missed].sort()).toEqual([answeredLater, newer].map((one) => `/signalements/${one}`).sort());
  expect(missed).not.toContain(`/signalements/${older}`);
});
