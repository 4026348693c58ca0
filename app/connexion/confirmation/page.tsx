import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Field } from '../../../components/redaction/field.tsx';
import { Form } from '../../../components/redaction/form.tsx';
import { currentSession, nextStep, safeTarget } from '../../../server/staff/request.ts';
import { confirmAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Confirmer que c’est vous' };

export default async function ConfirmPage({ searchParams }: { searchParams: Promise<{ suite?: string }> }) {
  const { suite } = await searchParams;
  const signed = await currentSession();
  if (signed?.standing !== 'full') redirect(nextStep(signed, suite));
  return (
    <>
      <h1>Confirmez que c’est vous</h1>
      <p>Changer un compte ou un rôle, effacer des mots&nbsp;: c’est possible dans les dix minutes qui suivent.</p>
      <Form action={confirmAction} id="confirmation" submit="Confirmer">
        <input type="hidden" name="suite" value={safeTarget(suite)} />
        <Field name="password" label="Votre mot de passe" type="password" autoComplete="current-password" />
      </Form>
    </>
  );
}
