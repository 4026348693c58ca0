import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewEntry } from '../../../../components/redaction/new-entry.tsx';
import { mayOn } from '../../../../server/editorial/permissions.ts';
import { Withheld } from '../../withheld.tsx';
import { makeAction } from '../actions.ts';
import { type SectionParams, sectionDoor } from '../door.ts';

export const metadata: Metadata = { title: 'Nouvelle fiche' };

export default async function NewPage({ params }: SectionParams) {
  const { actor, section } = await sectionDoor({ params });
  if (!section.add) notFound();
  if (!mayOn(actor, 'createEntry', section.kind)) return <Withheld may="Votre rôle ne crée pas de fiche ici." />;
  return (
    <>
      <h1>{section.add}</h1>
      <p>Rien n’est public&nbsp;: la fiche naît comme brouillon, que vous remplirez ensuite.</p>
      <NewEntry action={makeAction.bind(null, section.name)} isEdition={section.kind === 'edition'} />
    </>
  );
}
