import type { Metadata } from 'next';
import { EntryHead } from '../../../../../components/redaction/entry-head.tsx';
import { Field } from '../../../../../components/redaction/field.tsx';
import { Form } from '../../../../../components/redaction/form.tsx';
import { formerAddresses } from '../../../../../server/editorial/renaming.ts';
import { Withheld } from '../../../withheld.tsx';
import { renameAction } from '../../actions.ts';
import { type EntryParams, entryDoor } from '../../door.ts';

export const metadata: Metadata = { title: 'Adresse' };

export default async function AddressPage({ params }: EntryParams) {
  const { actor, entry, head, may, id } = await entryDoor({ params });
  if (!may('rename')) return <Withheld may="Une personne qui publie change les adresses." />;
  const former = await formerAddresses(actor, id);
  const rename = renameAction.bind(null, id);
  return (
    <>
      <EntryHead {...head} current="adresse" />
      <p>
        Adresse actuelle&nbsp;: <strong>{entry.href}</strong>
      </p>
      <Form action={rename} id="adresse" submit="Changer l’adresse">
        <input type="hidden" name="from" value={entry.slug} />
        <Field
          name="slug"
          label="Nouvelle fin d’adresse"
          help="Minuscules sans accent, chiffres et tirets. L’ancienne adresse mènera toujours à la nouvelle."
          value={entry.slug}
          autoComplete="off"
        />
      </Form>
      {former.length > 0 && (
        <section aria-labelledby="anciennes">
          <h2 id="anciennes">Anciennes adresses</h2>
          <p>Elles mènent à la page actuelle. Reprendre une ancienne adresse annule le changement.</p>
          <ul className="former">
            {former.map((address) => (
              <li key={address}>
                {address}
                <Form
                  action={rename}
                  id={`reprendre-${address.replace(/\W+/g, '-')}`}
                  submit="Reprendre cette adresse"
                  quiet
                >
                  <input type="hidden" name="from" value={entry.slug} />
                  <input type="hidden" name="slug" value={address.split(/[/#]/).at(-1)} />
                </Form>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
