import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Field } from '../../../components/redaction/field.tsx';
import { Form } from '../../../components/redaction/form.tsx';
import { currentSession, nextStep, safeTarget } from '../../../server/staff/request.ts';
import { codeAction, signOutAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Second facteur' };

export default async function CodePage({ searchParams }: { searchParams: Promise<{ suite?: string }> }) {
  const { suite } = await searchParams;
  const signed = await currentSession();
  if (signed?.standing !== 'code') redirect(nextStep(signed, suite));
  return (
    <>
      <h1>Votre code</h1>
      <Form action={codeAction} id="code" submit="Continuer">
        <input type="hidden" name="suite" value={safeTarget(suite)} />
        <Field
          name="code"
          label="Code de l’application, ou code de secours"
          help="Six chiffres, ou dix signes comme k7m2p-x94bd."
          autoComplete="one-time-code"
        />
      </Form>
      <form action={signOutAction}>
        <button type="submit" className="as-link muted">
          Ce n’est pas vous&nbsp;? Se déconnecter
        </button>
      </form>
    </>
  );
}
