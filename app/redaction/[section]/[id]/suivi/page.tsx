import type { Metadata } from 'next';
import { EntryHead } from '../../../../../components/redaction/entry-head.tsx';
import { Form } from '../../../../../components/redaction/form.tsx';
import { Notes } from '../../../../../components/redaction/notes.tsx';
import { Chooser, DayField, LongField } from '../../../../../components/redaction/small-fields.tsx';
import { colleagues, notesOn } from '../../../../../server/editorial/colleague-notes.ts';
import { dayOf } from '../../../../../server/editorial/reviews.ts';
import { noteAction, noteDoneAction, reviewAction } from '../../actions.ts';
import { type EntryParams, entryDoor } from '../../door.ts';

export const metadata: Metadata = { title: 'Notes et relecture' };

export default async function FollowUpPage({ params }: EntryParams) {
  const { actor, entry, head, may, id } = await entryDoor({ params });
  const [notes, people] = await Promise.all([notesOn(actor, id), colleagues(actor)]);
  const others = people.filter((one) => one.id !== actor.id).map(({ id: value, name }) => ({ value, name }));
  const reviewBy = entry.reviewBy ? dayOf(entry.reviewBy) : '';
  return (
    <>
      <EntryHead {...head} current="suivi" />
      <section aria-labelledby="notes">
        <h2 id="notes">Notes aux collègues</h2>
        <p>Jamais publiques.</p>
        <Notes notes={notes} done={noteDoneAction} />
        <Form action={noteAction.bind(null, id)} id="note" submit="Écrire la note" key={notes.length}>
          <LongField name="text" label="Nouvelle note" />
          <Chooser name="mention" label="Pour" options={[{ value: '', name: 'tout le monde' }, ...others]} />
        </Form>
      </section>
      {may('setReviewDate') && (
        <section aria-labelledby="relecture">
          <h2 id="relecture">Date de relecture</h2>
          <Form action={reviewAction.bind(null, id)} id="relire" submit="Noter la date" quiet>
            <DayField
              name="reviewBy"
              label="À relire avant le"
              value={reviewBy}
              help="Ce jour venu, la fiche monte en tête du bureau. Vide&nbsp;: aucune date."
            />
          </Form>
        </section>
      )}
    </>
  );
}
