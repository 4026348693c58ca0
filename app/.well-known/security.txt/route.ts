import { contactExpiry } from '../../../server/published/security-contact.ts';
import { site } from '../../../server/published/site.ts';

export const dynamic = 'force-dynamic';

/** RFC 9116. Without a contact there is nothing true to publish, hence no file. */
export async function GET(): Promise<Response> {
  const { securityContact, url } = await site();
  if (securityContact === '') return new Response('Aucun contact de sécurité n’est renseigné.\n', { status: 404 });
  const contact = securityContact.includes('://') ? securityContact : `mailto:${securityContact}`;
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${contactExpiry(new Date()).toISOString()}`,
    'Preferred-Languages: fr, en',
    `Canonical: ${url}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
