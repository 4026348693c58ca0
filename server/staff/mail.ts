/**
 * Sending a one-time link, or the answer to a reported error, by e-mail, when the installation has a mail server.
 *
 * Promise: nothing is sent unless SMTP_URL and MAIL_FROM are set; a failure is a value, since the link can still be
 * shown to copy and the answer read on its page. No other message is ever sent.
 */
import { createTransport } from 'nodemailer';
import { env } from '../env.ts';
import type { Link, Purpose } from './links.ts';

type Mail = { to: string | { name: string; address: string } };

export type Delivery = 'sent' | 'failed' | 'no mail server';

const subjects: Record<Purpose, string> = {
  invitation: 'Votre accès à la rédaction de Palmarès',
  reset: 'Choisir un nouveau mot de passe pour Palmarès',
};

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** Sends the link to the person it is for. */
export function sendLink(to: { name: string; email: string }, link: Link): Promise<Delivery> {
  const lines = [
    `Bonjour ${to.name},`,
    'Ouvrez cette adresse et choisissez votre mot de passe :',
    link.url,
    `Elle sert une seule fois, jusqu’au ${day.format(link.expiresAt)}. Si vous n’attendiez rien, ne faites rien.`,
  ];
  return send({ name: to.name, address: to.email }, subjects[link.purpose], lines);
}

/** Sends the answer to a reported error to who asked for it. */
export function sendReportAnswer(to: string, { url, answer }: { url: string; answer: string }): Promise<Delivery> {
  const lines = [
    'Bonjour,',
    'La rédaction a répondu à l’erreur que vous avez signalée :',
    answer,
    `Cette réponse est publique : ${url}`,
    'Votre adresse vient d’être effacée ; on ne vous écrira plus.',
  ];
  return send(to, 'Réponse à votre signalement', lines);
}

async function send(to: Mail['to'], subject: string, lines: string[]): Promise<Delivery> {
  const { mail } = env().office;
  if (!mail) return 'no mail server';
  const limits = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };
  try {
    const options = { url: mail.server, ...limits };
    await createTransport(options).sendMail({ from: mail.from, to, subject, text: lines.join('\n\n') });
    return 'sent';
  } catch {
    return 'failed';
  }
}
