/**
 * The plaque as a page of its own, for a frame in another site’s page.
 *
 * Promise: it needs one small style sheet (`public/carte.css`) and nothing else: no script, no font, no picture. It is
 * written by hand because the pages’ own layout brings the fonts and the whole style sheet of the site.
 */
import type { LaureateCard } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { escaped } from './escaped.ts';

export function cardPage(site: Site, { slug, name, award, category, year }: LaureateCard): string {
  const profile = escaped(`${site.url}/laureats/${slug}`);
  return `<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${name}, ${award.name} ${year} · ${site.name}`)}</title>
<link rel="canonical" href="${profile}">
<link rel="stylesheet" href="/carte.css">
</head>
<body>
<main>
<a href="${profile}" target="_blank" rel="noopener" data-frame="${escaped(award.frame)}">
<p class="cartouche">${escaped(category.name)}</p>
<div class="field">
<h1>${escaped(name)}</h1>
<p>${escaped(`${award.name} ${year}`)}</p>
</div>
<p class="way"><strong>La fiche et ses sources</strong> ${escaped(site.name)}, nouvel onglet</p>
</a>
</main>
</body>
</html>
`;
}
