/**
 * The plaque as a page of its own, for a frame in another site’s page.
 *
 * Promise: it needs one small style sheet (`public/carte.css`) and nothing else: no script, no font, no picture. It is
 * written by hand because the pages’ own layout brings the fonts and the whole style sheet of the site.
 */
import type { LaureateCard } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import type { WithdrawnPage } from '../../server/published/withdrawn.ts';
import { frenchDay } from '../ui/dates.tsx';
import { escaped } from './escaped.ts';
import { plainText } from './markdown.ts';

export function cardPage(site: Site, { slug, name, award, category, year }: LaureateCard): string {
  const profile = escaped(`${site.url}/laureats/${slug}`);
  const body = `<a href="${profile}" target="_blank" rel="noopener" data-frame="${escaped(award.frame)}">
<p class="cartouche">${escaped(category.name)}</p>
<div class="field">
<h1>${escaped(name)}</h1>
<p>${escaped(`${award.name} ${year}`)}</p>
</div>
<p class="way"><strong>La fiche et ses sources</strong> ${escaped(site.name)}, nouvel onglet</p>
</a>`;
  return framed(`${name}, ${award.name} ${year} · ${site.name}`, body, `<link rel="canonical" href="${profile}">\n`);
}

/** What stands there once the laureate was withdrawn: the notice, never a word of what was there. */
export function withdrawnCard(site: Site, { notice, withdrawnAt }: WithdrawnPage): string {
  const title = notice === '' ? 'Cette page n’existe plus' : 'Cette page a été retirée';
  const body = `<div class="gone">
<h1>${title}</h1>
<p>Depuis le ${escaped(frenchDay(withdrawnAt))}.</p>
${notice === '' ? '' : `<p>${escaped(plainText(notice))}</p>\n`}<p><a href="${escaped(`${site.url}/`)}" target="_blank" rel="noopener">${escaped(site.name)}</a></p>
</div>`;
  return framed(`${title} · ${site.name}`, body);
}

function framed(title: string, body: string, head = ''): string {
  return `<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${head}<link rel="stylesheet" href="/carte.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
