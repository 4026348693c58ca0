import type { Metadata } from 'next';
import { Field } from '../../../components/redaction/field.tsx';
import { Form } from '../../../components/redaction/form.tsx';
import { OwnSessions } from '../../../components/redaction/own-sessions.tsx';
import { recentlyProven } from '../../../server/staff/actor.ts';
import { ownAccount } from '../../../server/staff/own-account.ts';
import { currentActor } from '../../../server/staff/request.ts';
import { ownSessions } from '../../../server/staff/sessions.ts';
import { roleNames } from '../../../server/staff/words.ts';
import { codesAction, endSessionAction, nameAction, passwordAction } from './actions.ts';

export const metadata: Metadata = { title: 'Mon compte' };

const confirmation = (suite: string) => `/connexion/confirmation?suite=${encodeURIComponent(suite)}`;

export default async function AccountPage() {
  const actor = await currentActor();
  const [account, sessions] = await Promise.all([ownAccount(actor), ownSessions(actor)]);
  return (
    <>
      <h1>Mon compte</h1>
      <p>
        {account.email}, {roleNames[actor.role].toLowerCase()} (<a href="/redaction/roles">qui peut quoi</a>).
      </p>
      <section aria-labelledby="nom-titre">
        <h2 id="nom-titre">Nom</h2>
        <Form action={nameAction} id="nom" submit="Changer le nom" quiet>
          <Field name="name" label="Nom que vos collègues lisent" value={account.name} autoComplete="name" />
        </Form>
      </section>
      <section aria-labelledby="passe-titre">
        <h2 id="passe-titre">Mot de passe</h2>
        <Form action={passwordAction} id="passe" submit="Changer le mot de passe" quiet>
          <Field name="current" label="Mot de passe actuel" type="password" autoComplete="current-password" />
          <Field
            name="password"
            label="Nouveau mot de passe"
            type="password"
            autoComplete="new-password"
            help="Quinze caractères au moins, par exemple quatre mots sans rapport entre eux."
          />
        </Form>
      </section>
      <SecondFactor {...account} proven={recentlyProven(actor)} />
      <section aria-labelledby="sessions-titre">
        <h2 id="sessions-titre">Sessions</h2>
        <OwnSessions sessions={sessions} end={endSessionAction} />
      </section>
    </>
  );
}

type SecondFactorProps = { hasSecondFactor: boolean; codesLeft: number; proven: boolean };

function SecondFactor({ hasSecondFactor, codesLeft, proven }: SecondFactorProps) {
  const verb = hasSecondFactor ? 'Remplacer' : 'Installer';
  return (
    <section aria-labelledby="facteur-titre">
      <h2 id="facteur-titre">Second facteur</h2>
      <p>
        {hasSecondFactor ? `Installé ; il vous reste ${codesLeft} codes de secours.` : 'Pas installé.'}{' '}
        {proven ? (
          <a href="/connexion/second-facteur?suite=/redaction/compte">{verb} le second facteur</a>
        ) : (
          <a href={confirmation('/redaction/compte')}>Confirmez que c’est vous pour le changer</a>
        )}
      </p>
      {hasSecondFactor && <Form action={codesAction} id="codes" submit="Faire dix nouveaux codes de secours" quiet />}
    </section>
  );
}
