'use server';
import { type Answer, answer } from '../../../server/staff/forms.ts';
import {
  changeOwnName,
  changeOwnPassword,
  endOwnSessions,
  renewOwnBackupCodes,
} from '../../../server/staff/own-account.ts';
import { actionActor, actionSession, changed, keepToken } from '../../../server/staff/request.ts';

export async function nameAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return answer(
    form,
    (given) => changeOwnName(actor, given),
    () => changed('Votre nom est changé.'),
    actor,
  );
}

export async function passwordAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  const { visitor, signed } = await actionSession();
  const done = 'Votre mot de passe est changé ; vos autres sessions sont terminées.';
  const change = (given: object) => changeOwnPassword(visitor, signed, given);
  return answer(form, change, ({ token }) => keepToken(token).then(() => ({ done })), actor);
}

export async function codesAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  const done = 'Voici dix nouveaux codes : imprimez-les, ils ne seront plus montrés. Les anciens ne servent plus.';
  return answer(
    form,
    () => renewOwnBackupCodes(actor),
    ({ token, codes }) => keepToken(token).then(() => changed(done, { codes })),
    actor,
  );
}

export async function endSessionAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return answer(
    form,
    ({ id = '' }) => endOwnSessions(actor, id === '' ? 'others' : { id }),
    () => changed('C’est terminé.'),
    actor,
  );
}
