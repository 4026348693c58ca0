/**
 * What a report sent by a page of ours is answered.
 *
 * Promise: received, it leads (303) to the report’s own public page, which is being served by then; anything else is a
 * page or a sentence that says what to do. The front let in a short body from our own origin only; both are looked at
 * again here.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { bakery } from '../bakery/present.ts';
import { env } from '../env.ts';
import { requestNames } from '../front/entrance.ts';
import { reportPath } from '../published/reports.ts';
import { bakedForm, filledForm } from './form-page.ts';
import { receiveReport } from './receiving.ts';

const common = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };

function sentence(status: number, text: string): Response {
  const headers = { ...common, 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response(`${text}\n`, { status, headers });
}

/** The fields of the body; undefined when it is no form, or gives a field twice. */
async function fieldsOf(request: Request): Promise<Record<string, string> | undefined> {
  if (!/^application\/x-www-form-urlencoded(;|$)/i.test(request.headers.get('content-type') ?? '')) return undefined;
  const text = await request.text();
  const pairs = [...new URLSearchParams(text)];
  const names = new Set(pairs.map(([name]) => name));
  if (names.size !== pairs.length || pairs.length > 20 || names.has('__proto__')) return undefined;
  return Object.fromEntries(pairs);
}

/** Whether the page is in the site online: sent again, a report asks nothing of the bakery. */
async function isOnline(address: string): Promise<boolean> {
  return stat(path.join(env().dataDir, 'site', 'current', 'public', `${address}.html`)).then(
    () => true,
    () => false,
  );
}

/**
 * Takes a reader’s report.
 * @returns 303 to the page of the report; or the form as it was filled, with what is wrong; or a sentence with the remedy
 * (400, 403, 503). Nothing that is sent makes it throw.
 */
export async function takeReport(request: Request): Promise<Response> {
  if (request.headers.get('origin') !== env().siteUrl)
    return sentence(403, 'Cette demande ne vient pas d’une page de ce site : ouvrez la page ici, puis recommencez.');
  const typed = await fieldsOf(request);
  if (!typed) return sentence(400, 'Ce formulaire est illisible : revenez à la fiche, puis recommencez.');
  const sender = request.headers.get(requestNames.address) ?? 'unknown';
  const requestId = request.headers.get(requestNames.id) ?? '';
  const outcome = await receiveReport({ address: sender, device: '', requestId }, typed);
  if (outcome.kind === 'nowhere')
    return sentence(400, 'Cette fiche n’est pas en ligne : revenez à la liste des lauréats.');
  if (outcome.kind === 'received') {
    const address = reportPath(outcome.reference);
    if (!(await isOnline(address))) await bakery()?.bakeEdited([address]);
    return new Response(null, { status: 303, headers: { ...common, Location: address } });
  }
  const page = await bakedForm(typed.laureat ?? '');
  if (page === undefined)
    return sentence(
      503,
      'Le formulaire n’est pas disponible : revenez en arrière pour garder votre texte, puis réessayez.',
    );
  const { html, policy } = filledForm(page, typed, outcome);
  const headers = { ...common, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy };
  const later = outcome.wait > 0 ? { 'Retry-After': String(Math.ceil(outcome.wait / 1000)) } : {};
  return new Response(html, { status: outcome.status, headers: { ...headers, ...later } });
}
