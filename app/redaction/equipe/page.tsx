import type { Metadata } from 'next';
import { Choice, Field } from '../../../components/redaction/field.tsx';
import { Form } from '../../../components/redaction/form.tsx';
import { People } from '../../../components/redaction/people.tsx';
import { ProofAsked } from '../../../components/redaction/proof-asked.tsx';
import { may } from '../../../server/editorial/permissions.ts';
import { listPeople } from '../../../server/staff/accounts.ts';
import { recentlyProven } from '../../../server/staff/actor.ts';
import { currentActor } from '../../../server/staff/request.ts';
import { roleNames, roleOptions } from '../../../server/staff/words.ts';
import { Withheld } from '../withheld.tsx';
import { inviteAction } from './actions.ts';

export const metadata: Metadata = { title: 'Équipe' };

export default async function TeamPage() {
  const actor = await currentActor();
  if (!may(actor, 'managePeople')) return <Withheld may="Seule une personne qui administre tient l’équipe." />;
  return (
    <>
      <h1>Équipe</h1>
      <People people={await listPeople(actor)} roles={roleNames} />
      <section aria-labelledby="inviter">
        <h2 id="inviter">Inviter quelqu’un</h2>
        {!recentlyProven(actor) && <ProofAsked suite="/redaction/equipe" />}
        <Form action={inviteAction} id="invitation" submit="Inviter">
          <Field name="name" label="Nom" autoComplete="off" />
          <Field name="email" label="Adresse électronique" type="email" autoComplete="off" />
          <Choice name="role" legend="Rôle" options={roleOptions} value="contributor" />
        </Form>
      </section>
    </>
  );
}
