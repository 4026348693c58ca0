import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Choice } from '../../../../components/redaction/field.tsx';
import { type Action, Form } from '../../../../components/redaction/form.tsx';
import { ProofAsked } from '../../../../components/redaction/proof-asked.tsx';
import { may } from '../../../../server/editorial/permissions.ts';
import { listPeople, type Person } from '../../../../server/staff/accounts.ts';
import { recentlyProven } from '../../../../server/staff/actor.ts';
import { currentActor } from '../../../../server/staff/request.ts';
import { roleOptions } from '../../../../server/staff/words.ts';
import { Withheld } from '../../withheld.tsx';
import { deactivateAction, linkAction, reactivateAction, removeSecondFactorAction, roleAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Une personne' };

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await currentActor();
  if (!may(actor, 'managePeople')) return <Withheld may="Seule une personne qui administre tient l’équipe." />;
  const { id } = await params;
  const person = (await listPeople(actor)).find((one) => one.id === id);
  if (!person) notFound();
  const suite = `/redaction/equipe/${person.id}`;
  return (
    <>
      <p>
        <a href="/redaction/equipe">← Équipe</a>
      </p>
      <h1>{person.name}</h1>
      <p>{person.email}</p>
      {!recentlyProven(actor) && <ProofAsked suite={suite} />}
      <section aria-labelledby="role-titre">
        <h2 id="role-titre">Rôle</h2>
        <Form action={roleAction} id="role" submit="Changer le rôle">
          <input type="hidden" name="accountId" value={person.id} />
          <input type="hidden" name="from" value={person.role} />
          <Choice name="role" legend="Ce que cette personne peut faire" options={roleOptions} value={person.role} />
        </Form>
      </section>
      <Ways person={person} own={person.id === actor.id} />
    </>
  );
}

function Ways({ person, own }: { person: Person; own: boolean }) {
  const invited = person.state === 'invited';
  return (
    <section aria-labelledby="acces-titre">
      <h2 id="acces-titre">Accès</h2>
      <div className="actions">
        {person.state === 'disabled' ? (
          <One id="rouvrir" person={person} action={reactivateAction} submit="Rouvrir le compte" />
        ) : (
          <>
            <One
              id="lien"
              person={person}
              action={linkAction}
              submit={invited ? 'Refaire l’invitation' : 'Faire un lien de nouveau mot de passe'}
            />
            {person.hasSecondFactor && !own && (
              <One id="facteur" person={person} action={removeSecondFactorAction} submit="Retirer le second facteur" />
            )}
            <One id="fermer" person={person} action={deactivateAction} submit="Fermer le compte" />
          </>
        )}
      </div>
    </section>
  );
}

/** One thing done to one person, with its button. */
function One({ person, ...form }: { id: string; person: Person; action: Action; submit: string }) {
  return (
    <Form {...form} quiet>
      <input type="hidden" name="accountId" value={person.id} />
    </Form>
  );
}
