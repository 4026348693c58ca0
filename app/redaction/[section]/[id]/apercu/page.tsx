import type { Metadata } from 'next';
import { EntryHead } from '../../../../../components/redaction/entry-head.tsx';
import { PreviewFrames } from '../../../../../components/redaction/preview-frames.tsx';
import { type EntryParams, entryDoor, one, type Query } from '../../door.ts';

export const metadata: Metadata = { title: 'Aperçu' };

type PreviewProps = EntryParams & { searchParams: Promise<Query> };

export default async function PreviewPage({ params, searchParams }: PreviewProps) {
  const { entry, head, path, may } = await entryDoor({ params });
  const query = await searchParams;
  const asked = { largeur: one(query, 'largeur'), teinte: one(query, 'teinte'), cote: one(query, 'cote') };
  return (
    <>
      <EntryHead {...head} current="apercu" />
      <PreviewFrames
        path={`${path}/apercu`}
        asked={asked}
        online={entry.liveRevision !== null}
        number={entry.number}
        next={may('publish') ? `${path}/publier` : undefined}
      />
    </>
  );
}
