import type { Metadata } from 'next';
import { EntryForm } from '../../../../components/redaction/entry-form.tsx';
import { EntryHead } from '../../../../components/redaction/entry-head.tsx';
import { layouts } from '../../../../components/redaction/layouts/layouts.ts';
import { OpenNotes } from '../../../../components/redaction/notes.tsx';
import { Presence } from '../../../../components/redaction/presence.tsx';
import { notesOn } from '../../../../server/editorial/colleague-notes.ts';
import { othersEditing } from '../../../../server/editorial/presence.ts';
import { formView } from '../../../../server/forms/viewing.ts';
import { leaveAction, presentAction, saveAction } from '../actions.ts';
import { type EntryParams, entryDoor } from '../door.ts';

export async function generateMetadata(props: EntryParams): Promise<Metadata> {
  return { title: (await entryDoor(props)).entry.title };
}

export default async function EditPage({ params }: EntryParams) {
  const { actor, entry, head, may, id } = await entryDoor({ params });
  const [view, notes, others] = await Promise.all([
    formView(actor, entry),
    notesOn(actor, id),
    othersEditing(actor, id),
  ]);
  const editable = may('saveDraft') && entry.state !== 'binned';
  return (
    <>
      <EntryHead {...head} current="" />
      {editable && (
        <Presence
          others={others.map(({ name }) => name)}
          present={presentAction.bind(null, id)}
          leave={leaveAction.bind(null, id)}
        />
      )}
      <OpenNotes notes={notes.filter((note) => !note.doneAt)} href={`${head.path}/suivi`} />
      {editable ? (
        <EntryForm
          action={saveAction.bind(null, id)}
          layout={layouts[entry.kind]}
          view={view}
          from={entry.number}
          opened={Date.now()}
          keptAs={`${actor.id}:${id}`}
          previewHref={`${head.path}/apercu`}
        />
      ) : (
        <p>
          {entry.state === 'binned'
            ? 'Cette fiche est dans la corbeille\u00a0: sortez-la d’abord, à la page «\u202fRetrait\u202f».'
            : 'Votre rôle ne change pas cette fiche.'}
        </p>
      )}
    </>
  );
}
