import { redirect } from 'next/navigation';
import { Field } from '../../components/redaction/field.tsx';
import { Form } from '../../components/redaction/form.tsx';
import { currentSession, nextStep, safeTarget } from '../../server/staff/request.ts';
import { signInAction } from './actions.ts';

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ suite?: string }> }) {
  const { suite } = await searchParams;
  const signed = await currentSession();
  if (signed) redirect(nextStep(signed, suite));
  return (
    <>
      <h1>Connexion à la rédaction</h1>
      <Form action={signInAction} id="connexion" submit="Se connecter">
        <input type="hidden" name="suite" value={safeTarget(suite)} />
        <Field name="email" label="Adresse électronique" type="email" autoComplete="username" />
        <Field name="password" label="Mot de passe" type="password" autoComplete="current-password" />
      </Form>
      <p className="muted">
        Mot de passe perdu, ou pas encore de compte&nbsp;? Demandez un lien à une personne qui administre le site.
      </p>
    </>
  );
}
