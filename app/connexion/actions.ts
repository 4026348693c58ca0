'use server';
import { redirect } from 'next/navigation';
import { type Answer, answer } from '../../server/staff/forms.ts';
import { acceptLink, setUpSecondFactor } from '../../server/staff/own-account.ts';
import * as request from '../../server/staff/request.ts';
import { findSession } from '../../server/staff/sessions.ts';
import { giveCode, proveAgain, signIn, signOut } from '../../server/staff/sign-in.ts';

export async function signInAction(_: Answer, form: FormData): Promise<Answer> {
  await request.requireOwnOrigin();
  const visitor = await request.visitor();
  return answer(
    form,
    ({ suite: _target, ...given }) => signIn(visitor, given),
    ({ token }) => goOn(token, form.get('suite')),
  );
}

export async function codeAction(_: Answer, form: FormData): Promise<Answer> {
  const { visitor, signed } = await request.actionSession();
  return answer(
    form,
    ({ suite: _target, ...given }) => giveCode(visitor, signed, given),
    ({ token }) => goOn(token, form.get('suite')),
  );
}

export async function confirmAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await request.actionActor();
  const { visitor, signed } = await request.actionSession();
  return answer(
    form,
    ({ suite: _target, ...given }) => proveAgain(visitor, signed, given),
    ({ token }) => goOn(token, form.get('suite')),
    actor,
  );
}

export async function acceptLinkAction(link: string, _: Answer, form: FormData): Promise<Answer> {
  await request.requireOwnOrigin();
  const visitor = await request.visitor();
  return answer(
    form,
    (given) => acceptLink(visitor, link, given),
    ({ token }) => goOn(token, null),
  );
}

export async function secondFactorAction(_: Answer, form: FormData): Promise<Answer> {
  const { visitor, signed, actor } = await request.actionSession();
  const done = 'C’est fait. Voici dix codes de secours : imprimez-les, ils ne seront plus montrés.';
  const setUp = (given: object) => setUpSecondFactor(visitor, signed, given, actor);
  return answer(form, setUp, ({ token, codes }) => request.keepToken(token).then(() => ({ done, codes })), actor);
}

export async function signOutAction(): Promise<void> {
  const { visitor, signed } = await request.actionSession();
  await signOut(visitor, signed);
  await request.dropToken();
  redirect('/connexion');
}

/** Keeps the new token and leads to what comes next. */
async function goOn(token: string, suite: unknown): Promise<never> {
  await request.keepToken(token);
  redirect(request.nextStep(await findSession(token), suite));
}
