/** A source: a document in which claims are found. */
import { z } from 'zod';
import { type Noun, strictnesses } from './noun.ts';
import { address, knownDate, line, type Must, prose, verbatim } from './text.ts';

const shape = (must: Must) =>
  z.strictObject({
    title: must(verbatim(300), 'Il manque le titre du document.'),
    /** Empty when the document at hand does not say it. */
    publisher: verbatim(160),
    publishedOn: knownDate,
    url: address,
    archivedUrl: address,
    consultedOn: knownDate,
    /** What it is: « Article de presse, source secondaire ». */
    nature: must(line(120), 'Il manque la nature du document.'),
    /** What a reader should know before trusting it. */
    remark: prose(1200),
  });

export type SourceContent = z.infer<ReturnType<typeof shape>>;

export const sources: Noun<SourceContent> = {
  kind: 'source',
  ...strictnesses<SourceContent>(shape),
  labels: {
    title: 'Titre du document',
    publisher: 'Éditeur',
    publishedOn: 'Date',
    url: 'Adresse',
    archivedUrl: 'Copie archivée',
    consultedOn: 'Consulté le',
    nature: 'Nature du document',
    remark: 'Ce qu’il faut savoir avant de s’y fier',
  },
  title: (content) => content.title,
  references: () => [],
  async apply(tx, entryId, live) {
    await tx.source.upsert({ where: { entryId }, create: { entryId, ...live }, update: live });
  },
  async remove(tx, entryId) {
    await tx.source.delete({ where: { entryId } });
  },
};
