/**
 * What follows an answer: its page is served, then whoever asked for it is written to.
 *
 * Promise: the sentence returned says what was really done; an address is erased once its answer is sent, or when there
 * is no mail server to send it.
 */
import { bakery } from '../bakery/present.ts';
import { env } from '../env.ts';
import { reportPath } from '../published/reports.ts';
import { sendReportAnswer } from '../staff/mail.ts';
import { SecretKeyLost, unseal } from '../staff/vault.ts';
import { eraseAddresses } from './answering.ts';

const UNBAKED =
  'La réponse est enregistrée, mais sa page publique n’a pas pu être refaite. Enregistrez de nouveau ; si cela persiste, prévenez la personne qui exploite le site.';

/** The address; undefined when the key it was sealed with is lost. */
function opened(sealed: string, id: string): string | undefined {
  try {
    return unseal(sealed, id);
  } catch (error) {
    if (error instanceof SecretKeyLost) return undefined;
    throw error;
  }
}

/** @returns whether all went well, and what is said to who answered */
export async function deliver(
  id: string,
  done: { reference: string; answer: string; sealed: string | null },
): Promise<{ ok: boolean; sentence: string }> {
  const path = reportPath(done.reference);
  const baked = await bakery()?.bakeEdited([path]);
  const failed = !baked?.ok || baked.failed.some((one) => one.path === path);
  if (failed) return { ok: false, sentence: UNBAKED };
  if (done.sealed === null) return { ok: true, sentence: 'La réponse est en ligne.' };
  const url = env().siteUrl + path;
  const address = opened(done.sealed, id);
  if (address === undefined) {
    await eraseAddresses(id);
    return {
      ok: false,
      sentence: 'La réponse est en ligne, mais l’adresse laissée ne peut plus être lue : elle est effacée.',
    };
  }
  const delivery = await sendReportAnswer(address, { url, answer: done.answer });
  if (delivery === 'failed')
    return {
      ok: false,
      sentence: 'La réponse est en ligne, mais le courriel n’est pas parti : enregistrez de nouveau.',
    };
  await eraseAddresses(id);
  const sent =
    delivery === 'sent'
      ? 'elle est partie par courriel'
      : 'elle n’a pas été envoyée, car ce site n’envoie pas de courriel';
  return { ok: true, sentence: `La réponse est en ligne ; ${sent}. L’adresse est effacée.` };
}
