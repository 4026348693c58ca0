/**
 * Sending a one-time link by e-mail, when the installation has a mail server.
 *
 * Promise: nothing is sent unless SMTP_URL and MAIL_FROM are set; a failure is a value, since the link can still be
 * shown to copy. No other message is ever sent.
 */
import { createTransport } from 'nodemailer';
import { env } from '../env.ts';
import type { Link, Purpose } from './links.ts';

export type Delivery = 'sent' | 'failed' | 'no mail server';

const subjects: Record<Purpose, string> = {
  invitation: 'Votre accès à la rédaction de Palmarès',
  reset: 'Choisir un nouveau mot de passe pour Palmarès',
};

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** Sends the link to the person it is for. */
export async function sendLink(to: { name: string; email: string }, link: Link): Promise<Delivery> {
  const { mail } = env().office;
  if (!mail) return 'no mail server';
  const text = [
    `Bonjour ${to.name},`,
    'Ouvrez cette adresse et choisissez votre mot de passe :',
    link.url,
    `Elle sert une seule fois, jusqu’au ${day.format(link.expiresAt)}. Si vous n’attendiez rien, ne faites rien.`,
  ].join('\n\n');
  const limits = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };
  try {
    const options = { url: mail.server, ...limits };
    await createTransport(options).sendMail({
      ...{ from: mail.from, to: { name: to.name, address: to.email }, subject: subjects[link.purpose], text },
    });
    return 'sent';
  } catch {
    return 'failed';
  }
}
