/** A text kept as a page: mentions légales, données personnelles, accessibilité … */
import { z } from 'zod';
import { type Noun, strictnesses } from './noun.ts';
import { line, type Must, position, prose } from './text.ts';

const shape = (must: Must) =>
  z.strictObject({
    position,
    title: must(line(120), 'Il manque le titre de la page.'),
    description: must(line(200), 'Il manque la description pour les moteurs de recherche.'),
    /** Limited Markdown; `{{éditeur}}` and its like stand for the publisher’s settings (see published/pages.ts). */
    body: must(prose(20_000), 'Il manque le texte de la page.'),
  });

export type PageContent = z.infer<ReturnType<typeof shape>>;

export const pages: Noun<PageContent> = {
  kind: 'page',
  ...strictnesses<PageContent>(shape),
  labels: {
    position: 'Place dans le pied de page',
    title: 'Titre',
    description: 'Description pour les moteurs de recherche',
    body: 'Texte',
  },
  title: (content) => content.title,
  references: () => [],
  async apply(tx, entryId, live) {
    await tx.page.upsert({ where: { entryId }, create: { entryId, ...live }, update: live });
  },
  async remove(tx, entryId) {
    await tx.page.delete({ where: { entryId } });
  },
};
