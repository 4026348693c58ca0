/**
 * Answers of one sentence, and the one to a misspelt address.
 *
 * Promise: each says what is wrong and, where there is a remedy, the remedy; none is kept by anybody.
 */
import type { ServerResponse } from 'node:http';
import { commonHeaders } from './headers.ts';

const sentences = {
  400: 'Requête mal formée.',
  403: 'Cette demande ne vient pas d’une page de ce site : ouvrez la page ici, puis recommencez.',
  404: 'Page introuvable.',
  405: 'Cette adresse se lit seulement : GET ou HEAD.',
  413: 'Ce formulaire est trop long : raccourcissez-le.',
  414: 'Adresse trop longue.',
  503: 'Le site démarre. Réessayez dans quelques secondes.',
};

/** Answers with one sentence; the connection closes, since what follows on it may be the body nobody reads. */
export function refuse(
  response: ServerResponse,
  status: keyof typeof sentences,
  secure: boolean,
  more: string[] = [],
): void {
  const body = Buffer.from(`${sentences[status]}\n`);
  const headers = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(body.length)];
  const rest = ['Cache-Control', 'no-store', 'Connection', 'close', ...commonHeaders(secure), ...more];
  response.writeHead(status, [...headers, ...rest]);
  response.end(body);
}

/** The application does not answer, for now. */
export function refuseForNow(response: ServerResponse, secure: boolean): void {
  refuse(response, 503, secure, ['Retry-After', '3']);
}

export function redirect(response: ServerResponse, location: string, secure: boolean): void {
  const headers = ['Location', location, 'Content-Length', '0', 'Cache-Control', 'no-cache'];
  response.writeHead(308, [...headers, ...commonHeaders(secure)]);
  response.end();
}
