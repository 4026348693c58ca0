import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Form } from '../../../components/redaction/form.tsx';
import { SecondFactorSetUp } from '../../../components/redaction/second-factor.tsx';
import { recentlyProven } from '../../../server/staff/actor.ts';
import { currentSession, nextStep, safeTarget } from '../../../server/staff/request.ts';
import { proposal } from '../../../server/staff/second-factor.ts';
import { actorOf } from '../../../server/staff/sessions.ts';
import { secondFactorAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Installer le second facteur' };

/** For whoever must set one up, and for whoever replaces theirs. After the action the same form shows the codes. */
export default async function SecondFactorPage({ searchParams }: { searchParams: Promise<{ suite?: string }> }) {
  const { suite } = await searchParams;
  const signed = await currentSession();
  if (!signed || signed.standing === 'code') redirect(nextStep(signed, suite));
  const actor = actorOf(signed, '');
  if (actor && !recentlyProven(actor)) redirect('/connexion/confirmation?suite=/redaction/compte');
  const { secret, qr } = await proposal({ ...signed.account, sessionId: signed.sessionId });
  const onward = (
    <p>
      <a href={safeTarget(suite)}>J’ai rangé mes codes, continuer</a>
    </p>
  );
  return (
    <>
      <h1>Installer le second facteur</h1>
      <Form action={secondFactorAction} id="second-facteur" submit="Installer" after={onward}>
        <SecondFactorSetUp secret={secret} qr={qr} />
      </Form>
    </>
  );
}
