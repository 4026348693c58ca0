/** What belongs to the whole site: its name, its sentence, and the edition its home page shows. One entry, « site ». */
import { z } from 'zod';
import { type Noun, strictnesses } from './noun.ts';
import { line, type Must, reference } from './text.ts';

const shape = (must: Must) =>
  z.strictObject({
    name: must(line(60), 'Il manque le nom du site.'),
    /** One sentence: what the site is, for search engines and shared links. */
    subtitle: must(line(200), 'Il manque la phrase qui décrit le site.'),
    edition: must(reference, 'Il manque l’édition de la page d’accueil.'),
  });

export type SettingContent = z.infer<ReturnType<typeof shape>>;

export const settings: Noun<SettingContent> = {
  kind: 'setting',
  ...strictnesses<SettingContent>(shape),
  labels: { name: 'Nom du site', subtitle: 'Phrase qui décrit le site', edition: 'Édition de la page d’accueil' },
  links: { edition: 'edition' },
  title: (content) => content.name,
  references: (content) => [{ path: 'edition', kind: 'edition', id: content.edition }],
  async apply(tx, entryId, { name, subtitle, edition }) {
    const live = { name, subtitle, editionId: edition };
    await tx.setting.upsert({ where: { entryId }, create: { entryId, ...live }, update: live });
  },
  async remove(tx, entryId) {
    await tx.setting.delete({ where: { entryId } });
  },
};
